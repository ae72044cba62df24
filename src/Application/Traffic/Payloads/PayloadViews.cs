using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Payloads;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>The payloads of one event, oldest first.</summary>
[CamelCase]
public sealed record PayloadList(IReadOnlyList<PayloadView> Items);

/// <summary>What is known of a payload without opening it.</summary>
/// <param name="OriginalSize">Bytes of the text, without its secrets.</param>
/// <param name="CompressedSize">Bytes stored.</param>
[CamelCase]
public sealed record PayloadView(
    Guid Id, PayloadStage Stage, int OriginalSize, int CompressedSize, DateTimeOffset Timestamp, bool ContainsMedia, bool ContainsBase64,
    DateTimeOffset? DeletedAt);

/// <summary>A payload with its text.</summary>
/// <param name="Payload">JSON where the text is JSON, else the text; null when it was deleted.</param>
/// <param name="DeletedBy">Who deleted it.</param>
[CamelCase]
public sealed record OpenPayloadView(
    Guid Id, PayloadStage Stage, int OriginalSize, int CompressedSize, DateTimeOffset Timestamp, bool ContainsMedia, bool ContainsBase64,
    DateTimeOffset? DeletedAt, string? DeletedBy, string? DeleteReason, JsonElement? Payload);

/// <summary>What an event type's payloads are kept for.</summary>
/// <param name="EventType">* stands for all types without a row of their own.</param>
[CamelCase]
public sealed record PayloadConfigView(
    string EventType, bool WebhookRaw, bool AgentRequest, bool AgentResponse, bool ChannelSend, bool Error, int RetentionDays, int RowVersion) : IVersioned
{
    public static PayloadConfigView Of(PayloadConfig config, PayloadOptions options) => new(
        config.EventType, config.WebhookRaw, config.AgentRequest, config.AgentResponse, config.ChannelSend, config.Error,
        config.RetentionDays ?? options.RetentionDays, config.RowVersion);
}

/// <summary>The configurations, that of <c>*</c> first.</summary>
[CamelCase]
public sealed record PayloadConfigList(IReadOnlyList<PayloadConfigView> Items);

/// <summary>How many payloads are kept and how much room they take.</summary>
[CamelCase]
public sealed record PayloadStats(
    long TotalPayloads, long TotalSizeBytes, IReadOnlyDictionary<string, PayloadCount> ByStage, IReadOnlyDictionary<string, PayloadCount> ByEventType);

/// <summary>A number of payloads and their stored bytes.</summary>
[CamelCase]
public sealed record PayloadCount(long Count, long SizeBytes);
