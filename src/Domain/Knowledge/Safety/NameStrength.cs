using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>How surely a name announces a secret.</summary>
internal static partial class NameStrength
{
    private const int LongestPrefix = 24;

    public enum Kind
    {
        None,

        /// <summary>A bare "key": only a value that looks random is taken for a secret.</summary>
        Weak,

        /// <summary>A token, secret or API key: any literal without white space.</summary>
        Strong,

        /// <summary>A password: any literal.</summary>
        Password,
    }

    public static Kind Of(string text, Group word, ReadOnlySpan<char> suffix)
    {
        var start = Math.Max(0, word.Index - LongestPrefix);
        var prefix = text.AsSpan(start, word.Index - start);
        if (word.ValueSpan.StartsWith("p", StringComparison.OrdinalIgnoreCase))
            return AboutPasswords().IsMatch(suffix) ? Kind.None : Kind.Password;

        if (!word.ValueSpan.Equals("key", StringComparison.OrdinalIgnoreCase))
            return AboutPasswords().IsMatch(suffix) ? Kind.None : Kind.Strong;

        if (!KeySuffix().IsMatch(suffix))
            return Kind.None;

        if (SecretKey().IsMatch(prefix))
            return Kind.Strong;

        var isOwnWord = prefix.IsEmpty || !char.IsLetter(prefix[^1]) || (word.ValueSpan[0] == 'K' && char.IsLower(prefix[^1]));
        return isOwnWord ? Kind.Weak : Kind.None;
    }

    // What follows a name when the value tells about the secret instead of being it.
    [GeneratedRegex(
        "type|len|field|name|count|ur[il]|path|file|expir|policy|limit|size|prompt|reset|ttl|store|manager|provider|generator|valid|confirm|require|strength"
        + "|i[sz]e|column|label|input|attempt|lifetime|age$|helper|service|param|header|handler|class|view|form",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AboutPasswords();

    [GeneratedRegex("^(s|[-_]?(id|base|value|secret|token|prod|dev|test|live|[0-9]))*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex KeySuffix();

    [GeneratedRegex(
        "(api|access|secret|private|auth|encryption|signing|account|master|shared|storage|subscription|service|license|webhook|admin|deploy|aws|stripe|openai)[-_ ]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretKey();
}
