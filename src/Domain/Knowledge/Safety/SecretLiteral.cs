using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>Tells a secret written down from code, a reference, a type or a word of the sentence that stands in its place.</summary>
internal static partial class SecretLiteral
{
    private const int MinLength = 8;

    public static bool Is(ReadOnlySpan<char> value, NameStrength.Kind name, bool isQuoted, bool inSentence)
    {
        if (name is NameStrength.Kind.Weak && !LooksRandom().IsMatch(value))
            return false;

        if (value.Length < MinLength || !value.ContainsAnyExcept(value[0]) || !HasWordCharacters().IsMatch(value) || Reference().IsMatch(value) || Word().IsMatch(value))
            return false;

        if (!isQuoted && Expression().IsMatch(value))
            return false;

        return name switch
        {
            NameStrength.Kind.Password => !inSentence || !Letters().IsMatch(value),
            NameStrength.Kind.Strong => !value.ContainsAny(" \t") && value.ContainsAnyExceptInRange('0', '9') && !(inSentence && Letters().IsMatch(value)),
            _ => !NumberedName().IsMatch(value),
        };
    }

    [GeneratedRegex("(?:[A-Za-z0-9][^A-Za-z0-9]{0,3}){4}", RegexOptions.CultureInvariant)]
    private static partial Regex HasWordCharacters();

    [GeneratedRegex(
        """
        ^\$\{?[A-Za-z_]\w*\}?$ | ^%\w+%$ | ^<.*>?$ | ^\{ | \#\{ | \$[{(] | \{\{ | <% | ^@[a-z_]+$ | ^\.{3} | ^https?:// | ^[.~]{0,2}/[\w.-]+[/.][\w./-]*$
        | ^your\b | ^(\*|x|X|\.|-|_)+$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(
        "^(required|optional|undefined|nullable|boolean|varchar|password|passphrase|encrypted|disabled|enabled|function|redacted|changeit"
        + "|postgres|authenticate|nil|null|none|true|false)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    // Calls, indexing, generics, member chains, symbols, and identifiers that speak of credentials or are constants.
    [GeneratedRegex(
        """
        ^[&*(\[:!|+]
        | ^[A-Za-z_][\w.:!?]*([({<]|\[(?![A-Z_]+\]))
        | ^[A-Za-z_]+[!?]?((\.|->|::)[A-Za-z_]+[!?]?)+$
        | ^[A-Z]+(_[A-Z]+)+$
        | ^(?=[a-z]*([A-Z_][a-z]*)+$)\w*([Pp]ass|[Tt]oken|[Ss]ecret|[Kk]ey|[Uu]ser|[Pp]aram|[Aa]uth|[Hh]ash|[Dd]igest|[Cc]redential)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();

    [GeneratedRegex("^[A-Za-z]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();

    [GeneratedRegex("^(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9+/=_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksRandom();

    // user_42, views/users-123
    [GeneratedRegex("^[A-Za-z]+([-_/][A-Za-z]+)*[-_/]?[0-9]{1,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberedName();
}
