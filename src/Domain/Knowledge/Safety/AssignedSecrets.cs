using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// Secrets known only by the name they are given: <c>DB_PASSWORD=…</c>, <c>"token": "…"</c>, <c>api key: …</c>.
/// What is assigned must be a literal: code that fetches a secret from somewhere holds none.
/// </summary>
internal static partial class AssignedSecrets
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase;

    public static IEnumerable<SensitiveSpan> In(string text)
    {
        for (var match = Assignment().Match(text); match.Success;)
        {
            var value = match.Groups["value"];
            var length = Judged(text, match, value);
            if (length > 0)
                yield return new(value.Index, length, Placeholders.ApiKey);

            match = Assignment().Match(text, length > 0 ? value.Index + length : match.Groups["sep"].Index);
        }
    }

    // The length of the secret, 0 when there is none.
    private static int Judged(string text, Match match, Group value)
    {
        var name = NameStrength.Of(text, match.Groups["word"], match.Groups["suffix"].ValueSpan);
        if (name is NameStrength.Kind.None)
            return 0;

        var isQuoted = match.Groups["quote"].Success;
        var literal = isQuoted ? value.ValueSpan.TrimEnd('\\') : value.ValueSpan.TrimEnd(".,;:!?)]}>\\");
        var followed = text.AsSpan(value.Index + value.Length);
        var inSentence = !isQuoted && match.Groups["sep"].ValueSpan is ":" && followed is [' ', var next, ..] && char.IsLetter(next);
        if (IsLoose(text, match, value) && !literal.ContainsAnyInRange('0', '9'))
            return 0;

        return SecretLiteral.Is(literal, name, isQuoted, inSentence) ? literal.Length : 0;
    }

    // "The password is …" and a value on another line are secrets only when they do not read like the next word.
    private static bool IsLoose(string text, Match match, Group value)
    {
        var separator = match.Groups["sep"];
        return separator.ValueSpan.Equals("is", StringComparison.OrdinalIgnoreCase)
            || text.AsSpan(separator.Index, value.Index - separator.Index).Contains('\n');
    }

    [GeneratedRegex(
        """
        (?<word>pass(?:word|wd|phrase|code)|pwd|secret|token|credential|key)
        (?<suffix>(?>[A-Za-z0-9_-]{0,30}))
        (?>[\\"'\])`*]{0,4}) (?>[ \t]{0,8})
        (?<sep>=>|:=|={1,3}|:(?!:)|(?<=[ \t])is(?=[ \t:]))
        (?>[*]{0,2}\s{0,8}) \\?
        (?: (?<quote>")(?<value>[^"\r\n]{8,512})" | (?<quote>')(?<value>[^'\r\n]{8,512})' | (?<quote>`)(?<value>[^`\r\n]{8,512})`
          | (?<value>[^\s"'`]{8,512}) )
        """, Options)]
    private static partial Regex Assignment();
}
