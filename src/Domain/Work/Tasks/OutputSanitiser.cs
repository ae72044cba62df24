using System.Text.RegularExpressions;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>Masks tokens, passwords and Authorization values in what a run writes, and leaves everything else as it is.</summary>
public static partial class OutputSanitiser
{
    private const string Mask = "***";

    public static string Clean(string output)
    {
        var clean = SensitiveContent.MaskCredentials(output, Mask);
        clean = Header().Replace(clean, $"${{name}}{Mask}");
        return Assignment().Replace(clean, $"${{name}}{Mask}");
    }

    // Whatever a header carries that signs somebody in; its scheme stays readable.
    [GeneratedRegex(
        """(?<name>(?<![A-Za-z0-9])(?:(?:proxy-)?authorization|x-api-key|x-auth-token|(?:set-)?cookie)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?>(?:(?:bearer|basic|token|digest|apikey)[ \t]{1,4})?))(?!\*\*\*)[^\s"'][^\r\n"']{0,4096}""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    // In code a short value may be anything; behind an equals sign or in quotes it is the password itself.
    [GeneratedRegex(
        """(?<name>(?:password|passwd|passphrase|pwd)["']?(?:=|[ \t]{0,4}[:=]{1,2}[ \t]{0,4}(?=["']))["']?)(?!\*\*\*)[^\s"'=,;&)]{1,512}""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
