namespace Hivemind.Domain.Webhooks;

/// <summary>What an address of a receiver must look like before it is kept. Where it leads is checked at every connect.</summary>
public static class WebhookUrl
{
    /// <summary>What is wrong with the text; null when nothing is.</summary>
    public static string? Fault(string text, bool allowHttp)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !url.IsAbsoluteUri || url.Host.Length == 0)
            return "An absolute URL is expected.";

        if (!IsAllowedScheme(url, allowHttp))
            return "The URL must be https.";

        if (url.UserInfo.Length > 0)
            return "A URL with credentials is not accepted.";

        return url.Fragment.Length > 0 ? "A URL with a fragment is not accepted." : null;
    }

    public static bool IsAllowedScheme(Uri url, bool allowHttp) =>
        url.Scheme == Uri.UriSchemeHttps || (allowHttp && url.Scheme == Uri.UriSchemeHttp);
}
