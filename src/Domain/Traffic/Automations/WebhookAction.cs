using System.Text.Json;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>Calls an address over HTTP.</summary>
/// <param name="BodyTemplate">A text, or a JSON value whose texts are templates; null sends the type and the payload.</param>
public sealed record WebhookAction(
    string Url, string Method, IReadOnlyDictionary<string, string> Headers, JsonElement? BodyTemplate, bool WaitForResponse, int TimeoutMs) : ActionConfig
{
    public const int MaxHeaders = 50;
    public const int MaxHeaderLength = 8_000;
    public const int DefaultTimeoutMs = 30_000;

    private static readonly string[] Methods = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD"];

    // What the connection itself says, or what would let one request pass for two.
    private static readonly string[] Reserved =
        ["connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

    internal static WebhookAction Read(ConfigReader reader, bool allowHttp)
    {
        var url = reader.Text("url", WebhookEndpoint.MaxUrlLength, isRequired: true) ?? "";
        reader.Check(UrlFault(url, allowHttp) is null, $"url: {UrlFault(url, allowHttp)}");

        var method = reader.Text("method", 10)?.ToUpperInvariant() ?? "POST";
        reader.Check(Methods.Contains(method), $"method is one of {string.Join(", ", Methods)}.");

        return new(url, method, ReadHeaders(reader), reader.Json("bodyTemplate"), reader.Flag("waitForResponse", true),
            reader.Number("timeoutMs", 1_000, 120_000, DefaultTimeoutMs))
        {
            ResponseAs = Variable(reader),
        };
    }

    // Placeholders may stand behind the host only: what a payload says must not choose whom the server talks to.
    private static string? UrlFault(string url, bool allowHttp)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : url.AsSpan(scheme + 3).IndexOfAny('/', '?');
        var placeholder = url.IndexOf("{{", StringComparison.Ordinal);
        if (placeholder >= 0 && (path < 0 || placeholder < scheme + 3 + path))
            return "Placeholders may stand behind the host only.";

        return WebhookUrl.Fault(placeholder < 0 ? url : url[..placeholder], allowHttp);
    }

    private static Dictionary<string, string> ReadHeaders(ConfigReader reader)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (reader.Json("headers") is not { } given)
            return headers;

        reader.Check(given.ValueKind is JsonValueKind.Object, "headers is an object.");
        foreach (var header in given.ValueKind is JsonValueKind.Object ? given.EnumerateObject() : default)
        {
            var value = JsonPath.Text(header.Value);
            reader.Check(value is { Length: <= MaxHeaderLength }, $"The header {header.Name} is a text of at most {MaxHeaderLength} characters.");
            reader.Check(IsName(header.Name), $"The header {header.Name} cannot be set.");
            headers[header.Name] = value ?? "";
        }

        reader.Check(headers.Count <= MaxHeaders, $"At most {MaxHeaders} headers.");
        return headers;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 200
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
        && !Reserved.Contains(name.ToLowerInvariant());
}
