namespace Hivemind.Domain.Common;

/// <summary>Counts and cuts text in Unicode code points, the unit of every length Hivemind promises. A lone surrogate counts as one.</summary>
public static class Text
{
    /// <summary>The number of code points.</summary>
    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        }

        return length;
    }

    /// <summary>The first code points, never splitting one; the text itself when it is not longer.</summary>
    public static string Cut(string text, int codePoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoints);
        var end = 0;
        for (var taken = 0; taken < codePoints && end < text.Length; taken++)
            end += end + 1 < text.Length && char.IsSurrogatePair(text[end], text[end + 1]) ? 2 : 1;

        return end == text.Length ? text : text[..end];
    }
}
