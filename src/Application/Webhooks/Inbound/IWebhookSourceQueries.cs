using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Reads sources and what they received, of one organisation.</summary>
public interface IWebhookSourceQueries
{
    Task<CountedSource?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first, with the number of all.</summary>
    Task<(IReadOnlyList<CountedSource> Sources, long Total)> List(
        string orgId, WebhookProvider? provider, bool? enabled, OffsetPage page, CancellationToken cancellationToken);

    /// <summary>Every source of the organisation, by name.</summary>
    Task<IReadOnlyList<CountedSource>> All(string orgId, CancellationToken cancellationToken);

    /// <summary>Newest first, without payload, with the number of all.</summary>
    Task<(IReadOnlyList<WebhookEventView> Events, long Total)> ListEvents(
        string orgId, Guid? sourceId, WebhookOutcome? outcome, OffsetPage page, CancellationToken cancellationToken);

    /// <summary>With payload.</summary>
    Task<WebhookEventView?> FindEvent(string orgId, Guid id, CancellationToken cancellationToken);
}

/// <summary>A source with its figures.</summary>
public sealed record CountedSource(WebhookSource Source, long EventCount, long TotalReceived, DateTimeOffset? LastEventAt);

/// <summary>One received delivery.</summary>
/// <param name="EventType">Its type in the provider's words.</param>
/// <param name="MatchedCommand">The trigger of the command that its text gave.</param>
/// <param name="TaskId">The run that the command queued.</param>
/// <param name="HivemindEventId">The event that was recorded for it.</param>
/// <param name="Reason">Why it was rejected or skipped.</param>
/// <param name="ResponseSent">The sender was told that it was taken.</param>
/// <param name="Payload">The body; left out of lists, null where none is kept.</param>
public sealed record WebhookEventView(
    Guid EventId,
    Guid WebhookId,
    WebhookProvider Provider,
    string? EventType,
    string? DeliveryId,
    string? MatchedCommand,
    Guid? TaskId,
    Guid? HivemindEventId,
    WebhookOutcome Outcome,
    string? Reason,
    bool ResponseSent,
    DateTimeOffset CreatedAt,
    JsonElement? Payload);
