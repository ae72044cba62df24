namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// How much a text looks like an attempt to give orders to the agents that will read it, 0 to 1: the highest score of any window of 2,000 characters,
/// where a window scores 1 − Π(1 − weight) over the families found in it. In fenced code a family counts half.
/// </summary>
public static class InjectionScore
{
    public const double DefaultThreshold = 0.5;

    private const int Window = 2000;
    private const int Overlap = 200;
    private const double FencedFactor = 0.5;
    private static readonly int HiddenFamily = InjectionRules.All.Length;

    public static double Of(string text)
    {
        var normalised = new InjectionText(text);
        var findings = Findings(normalised).OrderBy(finding => finding.Start).ToArray();

        // Only windows in which something starts can score; a window is told by its number.
        return findings
            .SelectMany(finding => WindowsOf(finding).Select(window => (window, finding)))
            .GroupBy(pair => pair.window, pair => pair.finding)
            .Select(Score)
            .DefaultIfEmpty(0)
            .Max();
    }

    private static double Score(IEnumerable<Finding> findings) =>
        1 - findings
            .GroupBy(finding => finding.Family)
            .Select(family => 1 - family.Max(finding => finding.Weight))
            .Aggregate(1.0, (product, rest) => product * rest);

    // Windows start every 1,800 characters. What is longer than the overlap and in no window as a whole belongs to the one it starts in.
    private static IEnumerable<int> WindowsOf(Finding finding)
    {
        const int Step = Window - Overlap;
        var last = finding.Start / Step;
        if (last > 0 && finding.End <= ((last - 1) * Step) + Window)
            yield return last - 1;

        yield return last;
    }

    private static IEnumerable<Finding> Findings(InjectionText text)
    {
        for (var family = 0; family < InjectionRules.All.Length; family++)
        {
            foreach (var match in InjectionRules.All[family].Find(text.Text))
                yield return Found(family, match.Index, match.Length, InjectionRules.All[family].Weight);
        }

        foreach (var position in text.Hidden)
            yield return Found(HiddenFamily, position, 0, InjectionRules.HiddenCharactersWeight);

        Finding Found(int family, int start, int length, double weight) =>
            new(family, start, start + length, text.IsFenced(start) ? weight * FencedFactor : weight);
    }

    private readonly record struct Finding(int Family, int Start, int End, double Weight);
}
