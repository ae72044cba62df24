using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// Where a Markdown text is code: fences of backticks or tildes (an unclosed one runs to the end) and inline code. One pass over the lines.
/// </summary>
internal static partial class CodeSpans
{
    /// <summary>Fenced and inline code, in order, not overlapping.</summary>
    public static IEnumerable<Range> In(string text)
    {
        var proseStart = 0;
        foreach (var fenced in Fenced(text))
        {
            foreach (var inline in Inline(text, proseStart, fenced.Start.Value))
                yield return inline;

            yield return fenced;
            proseStart = fenced.End.Value;
        }

        foreach (var inline in Inline(text, proseStart, text.Length))
            yield return inline;
    }

    /// <summary>Fenced code only, its fences included.</summary>
    public static IEnumerable<Range> Fenced(string text)
    {
        Match? open = null;
        foreach (Match fence in FenceLine().Matches(text))
        {
            if (open is null)
            {
                open = IsOpening(fence) ? fence : null;
            }
            else if (Closes(fence, open))
            {
                yield return open.Index..(fence.Index + fence.Length);
                open = null;
            }
        }

        if (open is not null)
            yield return open.Index..text.Length;
    }

    private static bool IsOpening(Match fence) => fence.Groups["marks"].Value[0] == '~' || !fence.Groups["info"].ValueSpan.Contains('`');

    private static bool Closes(Match fence, Match open)
    {
        var marks = fence.Groups["marks"].ValueSpan;
        var opening = open.Groups["marks"].ValueSpan;
        return marks[0] == opening[0] && marks.Length >= opening.Length && fence.Groups["info"].ValueSpan.IsWhiteSpace();
    }

    // A run of n backticks is closed by the next run of exactly n in the same paragraph. Runs that are never closed have distinct lengths,
    // so there are few of them and the search stays near linear.
    private static IEnumerable<Range> Inline(string text, int start, int end)
    {
        var runs = new List<(int Start, int Length)>();
        foreach (var match in RunOrBlankLine().EnumerateMatches(text.AsSpan(start, end - start)))
            runs.Add((start + match.Index, text[start + match.Index] == '`' ? match.Length : 0));

        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].Length == 0)
                continue;

            var close = i + 1;
            while (close < runs.Count && runs[close].Length != runs[i].Length && runs[close].Length != 0)
                close++;

            if (close < runs.Count && runs[close].Length == runs[i].Length)
            {
                yield return runs[i].Start..(runs[close].Start + runs[close].Length);
                i = close;
            }
        }
    }

    [GeneratedRegex(@"^[ \t>]{0,40}(?<marks>`{3,400}|~{3,400})(?<info>[^\n]*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FenceLine();

    [GeneratedRegex(@"`+|\n[ \t\r]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex RunOrBlankLine();
}
