using System.Globalization;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Characters a person does not see but a model reads.</summary>
internal static class HiddenCharacters
{
    private const int BlackFlag = 0x1F3F4;
    private const int LongestFlag = 8;
    private const int ShortestSelectorRun = 4;

    /// <summary>Characters that matching must not stumble over: format characters and variation selectors.</summary>
    public static bool IsInvisible(string text, int position) =>
        CharUnicodeInfo.GetUnicodeCategory(text, position) is UnicodeCategory.Format || IsSelector(CodePoint(text, position));

    /// <summary>
    /// Whether the character is there to hide something. Flags of regions are made of tags, right-to-left scripts need marks, emoji and Indic scripts joiners:
    /// all of these are left alone.
    /// </summary>
    public static bool IsSuspicious(string text, int position, bool hasRightToLeft) => CodePoint(text, position) switch
    {
        >= 0xE0000 and <= 0xE007F => !IsInFlag(text, position),
        0x202D or 0x202E => true,
        (>= 0x202A and <= 0x202C) or (>= 0x2066 and <= 0x2069) => !hasRightToLeft,
        (>= 0x200B and <= 0x200D) or (>= 0x2060 and <= 0x2064) or 0xFEFF => IsInsideWord(text, position),
        var other => IsSelector(other) && IsSelectorRun(text, position),
    };

    public static bool HasRightToLeft(string text)
    {
        foreach (var letter in text)
        {
            if (letter is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'))
                return true;
        }

        return false;
    }

    private static int CodePoint(string text, int position) =>
        position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1])
            ? char.ConvertToUtf32(text[position], text[position + 1])
            : text[position];

    private static bool IsSelector(int codePoint) => codePoint is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsSelectorRun(string text, int position)
    {
        for (var i = 0; i < ShortestSelectorRun; i++)
        {
            if (position >= text.Length || !IsSelector(CodePoint(text, position)))
                return false;
            position += char.IsHighSurrogate(text[position]) ? 2 : 1;
        }

        return true;
    }

    private static bool IsInFlag(string text, int position)
    {
        for (var back = 1; back <= LongestFlag && position - (2 * back) >= 0; back++)
        {
            if (CodePoint(text, position - (2 * back)) == BlackFlag)
                return true;
        }

        return false;
    }

    private static bool IsInsideWord(string text, int position) =>
        position > 0 && position + 1 < text.Length && IsLatin(text[position - 1]) && IsLatin(text[position + 1]);

    private static bool IsLatin(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '\u00C0' and <= '\u024F');
}
