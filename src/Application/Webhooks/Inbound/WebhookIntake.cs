using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Traffic.Payloads;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Decides what a proven delivery leads to, and records it: in the running transaction.</summary>
internal sealed class WebhookIntake(IWebhookReceipts receipts, EventRecorder events, PayloadKeeper payloads, TimeProvider time)
{
    private static readonly TimeSpan OwnWordsWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan EchoWindow = TimeSpan.FromSeconds(60);

    public async Task<WebhookAnswer> Take(WebhookSource source, InboundMessage message, JsonElement body, CancellationToken cancellationToken)
    {
        var challenge = Challenge(source, body);
        var reason = challenge is not null ? "handshake" : await Skip(source, message, cancellationToken);
        if (reason is null)
            return new(await Record(source, message, body, cancellationToken), null, null);

        var receipt = Receipt(source, message, challenge is null ? WebhookOutcome.Skipped : WebhookOutcome.Received, reason);
        await receipts.Add(receipt, cancellationToken);
        return new(null, new SkippedWebhook(true, source.Name, message.EventType, receipt.Id, reason, challenge), null);
    }

    public async Task<AcceptedWebhook> Record(WebhookSource source, InboundMessage message, JsonElement body, CancellationToken cancellationToken)
    {
        var eventId = await events.Record(
            new NewEvent(source.OrgId, source.EventType, "webhook") { RawPayload = body, CorrelationId = message.FlowId }, cancellationToken);
        var receipt = Receipt(source, message, WebhookOutcome.Queued, null) with
        {
            Payload = body.GetRawText(),
            Text = message.Text,
            Author = message.Author,
            HivemindEventId = eventId,
        };
        await receipts.Add(receipt, cancellationToken);
        if (body.ValueKind is not JsonValueKind.Null)
            await payloads.Keep(source.OrgId, eventId, source.EventType, PayloadStage.WebhookRaw, body, cancellationToken);

        return new(true, eventId, source.Name, message.EventType, receipt.Id);
    }

    public WebhookReceipt Receipt(WebhookSource source, InboundMessage message, WebhookOutcome outcome, string? reason)
    {
        var now = time.Now();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            OrgId = source.OrgId,
            SourceId = source.Id,
            Provider = source.Provider,
            EventType = message.EventType,
            DeliveryId = message.DeliveryId,
            FlowId = message.FlowId,
            Outcome = outcome,
            Reason = reason,
            CreatedAt = now,
        };
    }

    private async Task<string?> Skip(WebhookSource source, InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.DeliveryId is { } delivery && await receipts.IsKnown(source.Id, delivery, cancellationToken))
            return "repeat";

        var now = time.Now();
        if (message.WordIds.Count > 0 && await receipts.IsOwnWord(source.OrgId, message.WordIds, now - OwnWordsWindow, cancellationToken))
            return "own_words";

        return source.Provider is WebhookProvider.Jira && message is { FlowId: { } flow, EventType: { } type }
            && await receipts.IsEcho(source.Id, flow, type, now - EchoWindow, cancellationToken)
                ? "echo"
                : null;
    }

    private static string? Challenge(WebhookSource source, JsonElement body) =>
        source.Provider is WebhookProvider.Slack && body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty("type", out var type) && type.ValueEquals("url_verification")
        && body.TryGetProperty("challenge", out var challenge) && challenge.ValueKind is JsonValueKind.String
            ? challenge.GetString()
            : null;
}
