using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// The secret family, from the most to the least specific. Every pattern costs a bounded number of steps per position, so a hostile text cannot stall it.
/// </summary>
internal static partial class Secrets
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    private static readonly (Regex Pattern, string Placeholder)[] Rules =
    [
        (ConnectionString(), Placeholders.Redacted),
        (PrivateUrl(), Placeholders.Redacted),
        (JsonWebToken(), Placeholders.ApiKey),
        (ProviderToken(), Placeholders.ApiKey),
        (AuthorizationHeader(), Placeholders.ApiKey),
        (UrlPassword(), Placeholders.ApiKey),
    ];

    public static void Claim(string text, Claims claims) => Claim(text, claims, Rules);

    /// <summary>What opens something; an address of the own network does not.</summary>
    public static void ClaimCredentials(string text, Claims claims) => Claim(text, claims, Rules.Where(rule => rule.Pattern != PrivateUrl()));

    private static void Claim(string text, Claims claims, IEnumerable<(Regex Pattern, string Placeholder)> rules)
    {
        claims.AddRange(PrivateKeys.In(text));
        foreach (var (pattern, placeholder) in rules)
            claims.AddRange(pattern.Matches(text).Select(match => match.Groups["value"]).Select(value => Trimmed(text, value, placeholder)));

        claims.AddRange(AssignedSecrets.In(text));
    }

    // A sentence may end, or a bracket close, right behind a value.
    private static SensitiveSpan Trimmed(string text, Group value, string placeholder) =>
        new(value.Index, text.AsSpan(value.Index, value.Length).TrimEnd(".,;:!?)]}*_\\").Length, placeholder);

    [GeneratedRegex(
        """(?<![A-Za-z0-9])(?<value>(postgres(ql)?|mysqlx?|mariadb|mongodb|rediss?|amqps?|sqlserver)(\+[a-z]{1,16})?://[^\s"'`<>]{1,2048})""",
        Options | RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(?<value>[a-z][a-z0-9+]{1,15}://([^\s"'`<>/@]{1,128}@)?
        (   localhost
          | (127|10)\.\d{1,3}\.\d{1,3}\.\d{1,3}
          | (192\.168|169\.254|172\.(1[6-9]|2[0-9]|3[01]))\.\d{1,3}\.\d{1,3}
          | 0\.0\.0\.0
          | \[(::1|f[cde][0-9a-f]{2}:[0-9a-f:]{1,40})\]
        )(?![A-Za-z0-9-]|\.[A-Za-z0-9])[^\s"'`<>]{0,2048})
        """, Options | RegexOptions.IgnoreCase)]
    private static partial Regex PrivateUrl();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?<value>eyJ[A-Za-z0-9_-]{5,8192}\.[A-Za-z0-9_-]{5,16384}\.[A-Za-z0-9_-]{0,2048})", Options)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(?<value>
            (AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])
          | gh[pousr]_[A-Za-z0-9]{16,255}
          | github_pat_[A-Za-z0-9_]{16,255}
          | glpat-[A-Za-z0-9_-]{16,255}
          | npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])
          | AIza[A-Za-z0-9_-]{30,80}
          | [spr]k_(live|test)_[A-Za-z0-9]{8,255}
          | sk-(ant-|proj-|svcacct-|or-)[A-Za-z0-9_-]{16,255}
          | sk-[A-Za-z0-9]{32,255}
          | xox[abeoprs]-[A-Za-z0-9-]{8,255}
          | xapp-[A-Za-z0-9-]{8,255}
          | h[msti]_[A-Za-z0-9_-]{40,90}
          | whsec_[A-Za-z0-9+/_-]{16,90}={0,2}
          | SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,128}
          | hf_[A-Za-z0-9]{30,64}
          | dckr_pat_[A-Za-z0-9_-]{20,64}
          | ya29\.[A-Za-z0-9_-]{20,512}
          | hooks\.slack\.com/(services|workflows|triggers)/[A-Za-z0-9/_-]{20,255}
        )
        """, Options)]
    private static partial Regex ProviderToken();

    [GeneratedRegex(
        """(?<![A-Za-z0-9])(bearer|basic)[ \t]{1,4}(?<value>(?=[A-Za-z._~+/-]{0,40}[0-9])[A-Za-z0-9._~+/-]{16,2048}={0,2})""",
        Options | RegexOptions.IgnoreCase)]
    private static partial Regex AuthorizationHeader();

    [GeneratedRegex("""://[^\s"'`<>/:@]{0,128}:(?<value>(?![$%{<*]|pass(word|wd)?@|secret@)[^\s"'`<>/@]{3,256})@""", Options | RegexOptions.IgnoreCase)]
    private static partial Regex UrlPassword();
}
