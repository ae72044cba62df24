using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Http.Features;

namespace Hivemind.Api.Common;

/// <summary>
/// Refuses a body that announces itself as too large, at once, and then reads it away: a client that writes all before it
/// reads would otherwise see a broken connection instead of the answer.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next, HttpLimits limits)
{
    private const int Drained = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task Invoke(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length || length <= limits.BodyBytes)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = Drained;

        await Problem.Write(context, ErrorCode.PayloadTooLarge, "The body is larger than 10 MB.");
        await context.Response.CompleteAsync();

        // A client that waits for 100 Continue will not send it any more.
        if (length <= Drained && context.Request.Headers.Expect.Count == 0)
            await Drain(context.Request.Body, context.RequestAborted);
    }

    private static async Task Drain(Stream body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await body.CopyToAsync(Stream.Null, patience.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client is gone or too slow; the answer was sent.
        }
    }
}
