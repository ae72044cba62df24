using System.Text.RegularExpressions;

namespace Hivemind.Domain.Traffic.Payloads;

/// <summary>What can be told about a payload without understanding it.</summary>
/// <param name="ContainsMedia">It names an image, sound, video or document, by its type or its address.</param>
/// <param name="ContainsBase64">It carries bytes as text.</param>
public sealed partial record PayloadTraits(bool ContainsMedia, bool ContainsBase64)
{
    public static PayloadTraits Of(string body) => new(Media().IsMatch(body), Base64().IsMatch(body));

    [GeneratedRegex(
        """(?i)"media_?url"\s*:\s*"|"mime_?type"\s*:\s*"|"media_?mime_?type"\s*:\s*"|data:(image|audio|video|application)/""",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Media();

    // An address or an id is shorter; 256 characters without a break are bytes.
    [GeneratedRegex(""";base64,|[A-Za-z0-9+/]{256}""", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();
}
