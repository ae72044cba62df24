using System.Text;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Infrastructure.Webhooks;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Makes the calls of automations through the guard that keeps them away from inner addresses.</summary>
internal sealed class WebhookCaller(GuardedHttp http) : IWebhookCaller
{
    private const int MaxBytes = 1_000_000;

    public async Task<WebhookAnswer> Call(WebhookCall call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(call.TimeoutMs));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(call);
            using var response = await http.Send(request, both.Token);
            var body = await Read(response, both.Token);
            var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
            return new WebhookAnswer((int)response.StatusCode, body, isJson);
        }
        catch (Exception exception) when (exception is not ActionFailedException && !cancellationToken.IsCancellationRequested)
        {
            throw new ActionFailedException(CallErrors.Of(exception));
        }
    }

    private static HttpRequestMessage Request(WebhookCall call)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Url);
        if (call.Body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body));

        if (!call.Headers.Keys.Contains("User-Agent", StringComparer.OrdinalIgnoreCase))
            request.Headers.UserAgent.ParseAdd("Hivemind");

        foreach (var (name, value) in call.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<string> Read(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        using var all = new MemoryStream();
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            all.Write(buffer, 0, read);
            if (all.Length > MaxBytes)
                throw new ActionFailedException("response_too_large");
        }

        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length).Replace("\0", "", StringComparison.Ordinal);
    }
}
