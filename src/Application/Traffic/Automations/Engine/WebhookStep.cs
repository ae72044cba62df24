using System.Text.Json;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Calls an address, or queues the call when nobody waits for the answer.</summary>
internal sealed class WebhookStep(IWebhookCaller caller, IWebhookCalls calls) : IActionStep
{
    public ActionType Type => ActionType.Webhook;

    public async Task<StepResult> Do(StepContext context, CancellationToken cancellationToken)
    {
        var config = (WebhookAction)context.Config;
        var call = Prepare(config, context);
        if (!config.WaitForResponse)
        {
            await calls.Queue(context.Execution.OrgId, context.Execution.AutomationId, call, cancellationToken);
            return new StepResult(EngineJson.Of(new { queued = true }));
        }

        var answer = await caller.Call(call, cancellationToken);
        var shown = EngineJson.Of(new { status = answer.Status, body = Text.Cut(answer.Body, StepResult.ShownCharacters) });
        return answer.Status is >= 200 and < 300
            ? new StepResult(shown, EngineJson.Of(new { status = answer.Status, body = Body(answer) }))
            : throw new ActionFailedException(answer.Status is >= 300 and < 400 ? "redirect" : $"http_{answer.Status}", shown);
    }

    private static WebhookCall Prepare(WebhookAction config, StepContext context)
    {
        var headers = config.Headers.ToDictionary(header => header.Key, header => Template.Render(header.Value, context.Scope), StringComparer.OrdinalIgnoreCase);
        if (headers.FirstOrDefault(header => header.Value.AsSpan().ContainsAny('\r', '\n')) is { Key: { } name })
            throw new ActionFailedException($"The header {name} would have more than one line.");

        var (body, type) = BodyOf(config, context);
        if (type is not null)
            headers.TryAdd("Content-Type", type);

        return new WebhookCall(Template.RenderUrl(config.Url, context.Scope), config.Method, headers, body, config.TimeoutMs);
    }

    private static (string? Body, string? Type) BodyOf(WebhookAction config, StepContext context) => config.BodyTemplate switch
    {
        null when config.Method is "GET" or "HEAD" or "DELETE" => (null, null),
        null => (EngineJson.Of(new { type = context.Trigger.EventType, payload = context.Trigger.Payload }).GetRawText(), "application/json"),
        { ValueKind: JsonValueKind.String } text when IsJson(text.GetString()) => (Template.RenderJson(text.GetString() ?? "", context.Scope), "application/json"),
        { ValueKind: JsonValueKind.String } text => (Template.Render(text.GetString() ?? "", context.Scope), "text/plain; charset=utf-8"),
        { } tree => (Template.RenderTree(tree, context.Scope).GetRawText(), "application/json"),
    };

    private static bool IsJson(string? template) => template?.TrimStart() is ['{' or '[', ..] and not ['{', '{', ..];

    private static JsonElement Body(WebhookAnswer answer)
    {
        if (answer.IsJson)
        {
            try
            {
                return JsonPath.Parse(answer.Body);
            }
            catch (JsonException)
            {
            }
        }

        return EngineJson.Of(answer.Body);
    }
}

/// <summary>A call as it goes out.</summary>
public sealed record WebhookCall(string Url, string Method, IReadOnlyDictionary<string, string> Headers, string? Body, int TimeoutMs);

/// <summary>What came back.</summary>
public sealed record WebhookAnswer(int Status, string Body, bool IsJson);

/// <summary>Calls addresses that tenants chose, inner ones never.</summary>
public interface IWebhookCaller
{
    /// <summary>Follows no redirect and reads at most 1 MB; throws ActionFailedException when nothing came back.</summary>
    Task<WebhookAnswer> Call(WebhookCall call, CancellationToken cancellationToken);
}

/// <summary>Calls that are made later, at least once, by any process.</summary>
public interface IWebhookCalls
{
    Task Queue(string orgId, Guid automationId, WebhookCall call, CancellationToken cancellationToken);
}
