using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>What a reader sees instead of a sensitive value.</summary>
public static partial class Placeholders
{
    public const string Email = "[EMAIL]";
    public const string Phone = "[PHONE]";
    public const string Name = "[NAME]";
    public const string Location = "[LOCATION]";
    public const string CreditCard = "[CREDIT_CARD]";
    public const string IpAddress = "[IP_ADDRESS]";
    public const string Username = "[USERNAME]";
    public const string ApiKey = "[API_KEY]";
    public const string Redacted = "[REDACTED]";

    internal static IEnumerable<SensitiveSpan> In(string text) =>
        Any().Matches(text).Select(match => new SensitiveSpan(match.Index, match.Length, match.Value));

    internal static int Count(string text) => Any().Count(text);

    [GeneratedRegex(@"\[(?:EMAIL|PHONE|NAME|LOCATION|CREDIT_CARD|IP_ADDRESS|USERNAME|API_KEY|REDACTED)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Any();
}
