using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>
/// The secret family, from the most to the least specific. Every pattern costs a bounded number of steps per position, so a hostile text cannot stall it.
/// </summary>
internal static partial class Secrets
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly (Regex Pattern, string Placeholder)[] Rules =
    [
        (ProviderToken(), Placeholders.ApiKey),
    ];

    public static void Claim(string text, Claims claims)
    {
        foreach (var (pattern, placeholder) in Rules)
            claims.AddRange(pattern.Matches(text).Select(match => new SensitiveSpan(match.Index, match.Length, placeholder)));
    }

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(
            (AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])
          | gh[pousr]_[A-Za-z0-9]{20,255}
          | github_pat_[A-Za-z0-9_]{20,255}
          | AIza[A-Za-z0-9_-]{30,80}
          | [spr]k_(live|test)_[A-Za-z0-9]{10,255}
          | xox[abeoprs]-[A-Za-z0-9-]{10,255}
          | xapp-[A-Za-z0-9-]{10,255}
        )
        """, Options | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ProviderToken();
}
