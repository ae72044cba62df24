using System.Text.RegularExpressions;

namespace Hivemind.Domain.Knowledge.Safety;

/// <summary>PEM private keys, header to footer. Without a footer, whatever base64 follows the header.</summary>
internal static partial class PrivateKeys
{
    private const string Footer = "-----END ";

    public static IEnumerable<SensitiveSpan> In(string text)
    {
        var headers = Header().Matches(text);
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
            var bodyStart = header.Groups["begin"].Index + header.Groups["begin"].Length;
            var limit = i + 1 < headers.Count ? headers[i + 1].Index : text.Length;
            var footer = bodyStart < limit ? text.AsSpan(bodyStart, limit - bodyStart).IndexOf(Footer, StringComparison.Ordinal) : -1;
            var end = footer < 0 ? header.Index + header.Length : EndOfFooter(text, bodyStart + footer + Footer.Length);
            yield return new(header.Index, end - header.Index, Placeholders.Redacted);
        }
    }

    private static int EndOfFooter(string text, int position)
    {
        var end = FooterRest().Match(text, position);
        return end.Success ? position + end.Length : position;
    }

    [GeneratedRegex(
        @"(?<begin>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----)(((\s|\\[nr]){0,8}(?>[A-Za-z0-9+/=]{16,4096}))+((\r?\n|\\[nr]{1,2})[A-Za-z0-9+/]{2,15}={0,2}(?=[ \t]*(\r?\n|\\[nr]|""|\z)))?)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(@"\G[A-Z0-9 ]{0,60}-{0,5}", RegexOptions.CultureInvariant)]
    private static partial Regex FooterRest();
}
