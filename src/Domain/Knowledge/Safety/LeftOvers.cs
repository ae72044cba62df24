using System.Buffers;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Values that were found once and still stand elsewhere in the text, where nothing announces them.</summary>
internal static class LeftOvers
{
    private const int MinLength = 4;

    private static readonly SearchValues<char> AsciiLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>A value that is one plain word must stand alone: "root" is not in "chroot".</summary>
    public static IEnumerable<SensitiveSpan> In(string text, IReadOnlyCollection<string> values)
    {
        var sorted = values.Where(value => value.Length >= MinLength).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0)
            yield break;

        var any = SearchValues.Create(sorted, StringComparison.Ordinal);
        for (var position = 0; position < text.Length;)
        {
            var offset = text.AsSpan(position).IndexOfAny(any);
            if (offset < 0)
                yield break;

            var start = position + offset;
            var length = Longest(sorted, text, start);
            if (length > 0)
                yield return new(start, length, Placeholders.Redacted);

            position = start + Math.Max(1, length);
        }
    }

    // Narrows the sorted values letter by letter to those that go on like the text does.
    private static int Longest(string[] sorted, string text, int start)
    {
        var (low, high, longest) = (0, sorted.Length, 0);
        for (var depth = 0; low < high; depth++)
        {
            if (sorted[low].Length == depth)
            {
                longest = IsWhole(text, start, start + depth) ? depth : longest;
                low++;
            }

            if (start + depth >= text.Length)
                break;

            var letter = text[start + depth];
            low = FirstNotBelow(sorted, low, high, depth, letter);
            high = FirstNotBelow(sorted, low, high, depth, (char)(letter + 1));
        }

        return longest;
    }

    private static int FirstNotBelow(string[] sorted, int low, int high, int depth, char letter)
    {
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle][depth] < letter)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsWhole(string text, int start, int end) =>
        text.AsSpan(start, end - start).ContainsAnyExcept(AsciiLetters)
        || ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])));
}
