using System.Text.Json;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>What started an execution, as conditions, templates and actions see it. It is stored with what waits.</summary>
public sealed record AutomationTrigger
{
    /// <summary>Null for an execution by hand.</summary>
    public Guid? EventId { get; init; }

    public required string EventType { get; init; }

    public Guid? InstanceId { get; init; }

    public string? Channel { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public Guid? PersonId { get; init; }

    public string? ChatId { get; init; }

    public string? Text { get; init; }

    public string? CorrelationId { get; init; }

    public int CausationDepth { get; init; }

    public JsonElement Payload { get; init; }

    /// <summary>The id and name of who sent it.</summary>
    public JsonElement? From { get; init; }

    /// <summary>Every event of a window, oldest first; null without debounce.</summary>
    public IReadOnlyList<WindowMessage>? Messages { get; init; }

    /// <summary>Executions of one queue share its limits.</summary>
    public string Queue => InstanceId?.ToString() ?? "default";

    /// <summary>Whose events are gathered together: those of one person at one instance, else of one chat.</summary>
    public string GroupKey => $"{Queue}:{PersonId?.ToString() ?? ChatId}";

    public static AutomationTrigger Of(SampleEvent sample) => new()
    {
        EventType = sample.Type,
        Payload = sample.Payload,
        InstanceId = Id(sample.Payload, "instanceId"),
        Channel = JsonPath.Text(JsonPath.Find(sample.Payload, "channel")),
        PersonId = Id(sample.Payload, "personId"),
        ChatId = JsonPath.Text(JsonPath.Find(sample.Payload, "chatId")),
        Text = JsonPath.Text(JsonPath.Find(sample.Payload, "text")),
        From = JsonPath.Find(sample.Payload, "from"),
    };

    /// <summary>One trigger for all events of a window: the last one, with the messages of every one.</summary>
    public static AutomationTrigger Join(IReadOnlyList<AutomationTrigger> window) => window[^1] with
    {
        Messages = [.. window.Select(one => new WindowMessage(one.EventType, one.Text, one.ReceivedAt, one.Payload))],
        CausationDepth = window.Max(one => one.CausationDepth),
    };

    /// <param name="environment">Reads a variable of the environment by its name without the prefix.</param>
    public TemplateScope Scope(Func<string, string?> environment, IReadOnlyDictionary<string, JsonElement>? variables = null)
    {
        var scope = new TemplateScope(Payload)
        {
            Event = JsonSerializer.SerializeToElement(new { id = EventId, type = EventType, instanceId = InstanceId, channel = Channel, receivedAt = ReceivedAt?.UtcDateTime }),
            From = From ?? default,
            Messages = Messages is null
                ? default
                : JsonSerializer.SerializeToElement(Messages.Select(one => new { type = one.Type, text = one.Text, timestamp = one.Timestamp?.UtcDateTime, payload = one.Payload })),
            Environment = environment,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, JsonElement>())
            scope.Set(name, value);

        return scope;
    }

    private static Guid? Id(JsonElement payload, string name) => Guid.TryParse(JsonPath.Text(JsonPath.Find(payload, name)), out var id) ? id : null;
}

/// <summary>One event of a window.</summary>
public sealed record WindowMessage(string Type, string? Text, DateTimeOffset? Timestamp, JsonElement Payload);
