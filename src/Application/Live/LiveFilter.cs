using System.Text.Json;

namespace Hivemind.Application.Live;

/// <summary>Narrows a selection further, for streams of one purpose. A row without the member asked for passes.</summary>
/// <param name="Names">Names of messages; null takes all.</param>
/// <param name="EventTypes">Types of received events; null takes all.</param>
/// <param name="InstanceId">Of events and instances; null takes all.</param>
public sealed record LiveFilter(IReadOnlyList<string>? Names = null, IReadOnlyList<string>? EventTypes = null, Guid? InstanceId = null)
{
    /// <summary>Equal for filters that let the same rows pass.</summary>
    public string Key => $"{Join(Names)}|{Join(EventTypes)}|{InstanceId}";

    public bool Passes(LiveEvent row) =>
        (Names is null || Names.Contains(row.Name))
        && (EventTypes is null || row.Traffic.EventType is not { } type || EventTypes.Contains(type))
        && (InstanceId is null || row.Topic is not (Topic.Events or Topic.Instances) || row.Traffic.InstanceId == InstanceId);

    private static string Join(IReadOnlyList<string>? values) => values is null ? "*" : string.Join(',', values.Order(StringComparer.Ordinal));
}

/// <summary>Type and instance of a row about an event or an instance; null where the payload does not name one.</summary>
public sealed record TrafficLabel(string? EventType, Guid? InstanceId)
{
    public static TrafficLabel Of(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return new(
            json.RootElement.TryGetProperty("eventType", out var type) ? type.GetString() : null,
            json.RootElement.TryGetProperty("instanceId", out var id) && id.ValueKind is JsonValueKind.String && id.TryGetGuid(out var guid) ? guid : null);
    }
}
