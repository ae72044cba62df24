using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Traffic.DeadLetters;

/// <summary>Gives errors of one cause one name: what differs from case to case (ids, numbers, quoted values, addresses) is left out.</summary>
public static partial class ErrorFingerprint
{
    public static string Of(string handler, HandlerError error)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{handler}\n{error.Kind}\n{Normalise(error.Message)}"));
        return Convert.ToHexStringLower(bytes)[..16];
    }

    /// <summary>The error text with a star in place of what differs.</summary>
    public static string Normalise(string message) => White().Replace(Varying().Replace(message, "*"), " ").Trim().ToLowerInvariant();

    [GeneratedRegex(
        """
        "[^"\n]{0,500}"
        | '[^'\n]{0,500}'
        | `[^`\n]{0,500}`
        | https?://\S{1,2000}
        | [0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}
        | \b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,128}\b
        | [0-9]{1,40}([.,:][0-9]{1,40}){0,8}
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Varying();

    [GeneratedRegex(@"\s{1,100}", RegexOptions.CultureInvariant)]
    private static partial Regex White();
}
