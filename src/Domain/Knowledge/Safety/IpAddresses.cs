using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>IPv4 and IPv6 addresses. Versions of four parts, times and names such as <c>Fee::Bad</c> are none.</summary>
internal static partial class IpAddresses
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    public static IEnumerable<SensitiveSpan> In(string text) =>
        PersonalData.Spans(Version4(), text, Placeholders.IpAddress)
            .Concat(PersonalData.Spans(Version6(), text, Placeholders.IpAddress).Where(span => IsVersion6(text.AsSpan(span.Start, span.Length))));

    private static bool IsVersion6(ReadOnlySpan<char> candidate) =>
        candidate.ContainsAnyInRange('0', '9')
        && IPAddress.TryParse(candidate, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;

    [GeneratedRegex(
        """
        (?<![\w.+-]|\b(v|ver|version|release|release\ of|upgrade\ to|[<>=~^])[ ]{0,2})
        (?<value>((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2}))
        (?![\w]|\.[0-9]|-[A-Za-z])
        """, Options | RegexOptions.IgnoreCase)]
    private static partial Regex Version4();

    [GeneratedRegex(@"(?<![\w:.])(?<value>(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{2,39}(?<=:[0-9A-Fa-f]{0,4})((?<=:[0-9]{1,3})(\.[0-9]{1,3}){3})?)(?![\w:])", Options)]
    private static partial Regex Version6();
}
