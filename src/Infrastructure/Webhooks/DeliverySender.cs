using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Makes one attempt: signs, sends, and turns whatever happens into a result. It throws only when it is told to stop.</summary>
internal sealed class DeliverySender(GuardedHttp http, ISecretBox secrets, AttemptLimit limits, TimeProvider time)
{
    private const int ExcerptBytes = 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<AttemptResult> Send(ClaimedDelivery claim, CancellationToken cancellationToken)
    {
        var startedAt = time.Now();
        var start = time.GetTimestamp();
        using var limit = new CancellationTokenSource(limits.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        try
        {
            using var request = await Request(claim, startedAt, both.Token);
            using var response = await http.Send(request, both.Token);
            var code = (int)response.StatusCode;
            var excerpt = await Excerpt(response, both.Token);

            return Result(code, excerpt, CallErrors.Of(code), RetryAfter.Read(Header(response, "Retry-After"), time.Now()));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(null, null, CallErrors.Of(exception), null);
        }

        AttemptResult Result(int? code, string? excerpt, string? error, TimeSpan? retryAfter) =>
            new(startedAt, (int)time.GetElapsedTime(start).TotalMilliseconds, code, excerpt, error, retryAfter);
    }

    private async Task<HttpRequestMessage> Request(ClaimedDelivery claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (delivery, purpose) = (claim.Delivery, WebhookSecret.Purpose(claim.Delivery.EndpointId));
        List<byte[]> keys = [await secrets.Open(claim.Secret, purpose, cancellationToken)];
        if (claim.PreviousSecret is not null && now < claim.PreviousSecretUntil)
            keys.Add(await secrets.Open(claim.PreviousSecret, purpose, cancellationToken));

        var body = Encoding.UTF8.GetBytes(delivery.Payload);
        var messageId = WebhookSignature.MessageId(delivery.Id);
        var timestamp = now.ToUnixTimeSeconds();

        var request = new HttpRequestMessage(HttpMethod.Post, claim.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.UserAgent.ParseAdd("Hivemind");
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(messageId, timestamp, body, keys));
        return request;
    }

    // The status decides; a body that breaks off or never ends takes nothing away from it.
    private static async Task<string?> Excerpt(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[ExcerptBytes];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await body.ReadAtLeastAsync(buffer, ExcerptBytes, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
        }

        // PostgreSQL stores no NUL, and a character cut in two would take more bytes than it had.
        var text = Encoding.UTF8.GetString(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal).TrimEnd('\uFFFD');
        return text.Length == 0 ? null : text;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>What one attempt may take; shorter only in tests.</summary>
internal sealed record AttemptLimit(TimeSpan Time)
{
    public static readonly AttemptLimit Default = new(TimeSpan.FromSeconds(10));
}
