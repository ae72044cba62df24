using System.Buffers;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>What the patterns are made of. Gaps are bounded, so an attempt at one position costs a bounded number of steps.</summary>
internal static class InjectionGrammar
{
    public const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline;

    /// <summary>The attempt is made here only, at the start of a word.</summary>
    public const string At = @"\G(?<![^\W_])";

    /// <summary>The end of a word.</summary>
    public const string End = @"(?![^\W_])";

    /// <summary>What separates two words.</summary>
    public const string S = @"[\W_]{1,4}";

    /// <summary>The same, or nothing: words may have been joined.</summary>
    public const string O = @"[\W_]{0,4}";

    public const string Three = @"([\W_]{1,4}[^\W_]{1,24}){0,3}";
    public const string Six = @"([\W_]{1,4}[^\W_]{1,24}){0,6}";

    /// <summary>Tries a pattern only where one of its first words stands, which is what makes the scan fast.</summary>
    public static Func<string, IEnumerable<Match>> Opening(string words, Regex pattern)
    {
        var openers = SearchValues.Create(words.Split(' '), StringComparison.Ordinal);
        return text => Find(text, openers, pattern);
    }

    private static IEnumerable<Match> Find(string text, SearchValues<string> openers, Regex pattern)
    {
        for (var position = 0; position < text.Length;)
        {
            var offset = text.AsSpan(position).IndexOfAny(openers);
            if (offset < 0)
                yield break;

            position += offset;
            var isWordStart = position == 0 || !char.IsLetterOrDigit(text[position - 1]);
            var match = isWordStart ? pattern.Match(text, position) : Match.Empty;
            if (match.Success)
                yield return match;

            position += Math.Max(1, match.Length);
        }
    }
}
