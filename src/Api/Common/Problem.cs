using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Common;

/// <summary>Writes every error as application/problem+json: the standard members, <c>code</c>, <c>traceId</c> and what the refusal adds.</summary>
internal static class Problem
{
    public static Task Write(HttpContext context, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Write(context, new HivemindException(code, detail), errors);

    public static async Task Write(HttpContext context, HivemindException refusal, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var (status, title) = ErrorStatus.Of(refusal.Code);
        var body = new Dictionary<string, object?>
        {
            ["type"] = $"urn:hivemind:error:{refusal.Code.ToLowerInvariant()}",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = refusal.Message,
            ["instance"] = context.Request.Path.Value,
            ["code"] = refusal.Code,
            ["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        };

        if ((errors ?? (refusal as ValidationFailedException)?.Errors) is { } fields)
            body["errors"] = fields;

        foreach (var (name, value) in refusal.Details)
            body[name] = value;

        if (refusal.Details.TryGetValue("retry_after", out var seconds))
            context.Response.Headers.RetryAfter = Convert.ToString(seconds, CultureInfo.InvariantCulture);

        if (status == 401)
            context.Response.Headers.WWWAuthenticate = "Bearer";

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(body, WireJson.Options), context.RequestAborted);
    }
}
