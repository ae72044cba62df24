using System.Text.Json;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Live;

namespace Hivemind.Application.Live;

/// <summary>A row of the live log. Its wire forms are made once, however many subscribers it has. Safe for several readers at once.</summary>
public sealed class LiveEvent(Position position, string orgId, bool isPublic, string topic, string name, string payload, DateTimeOffset createdAt)
{
    private readonly bool _isKeptElsewhere = LiveText.IsKeptElsewhere(name, payload);
    private byte[]? _sse;
    private byte[]? _frame;
    private KnowledgeLabel? _knowledge;
    private TrafficLabel? _traffic;
    private LiveText? _text;

    public Position Position => position;

    public string OrgId => orgId;

    public bool IsPublic => isPublic;

    public string Topic => topic;

    public string Name => name;

    /// <summary>JSON text in the casing of its family, with the text of its table when it has one.</summary>
    public string Payload => _text?.Payload ?? payload;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>The bytes of a server-sent event.</summary>
    public ReadOnlyMemory<byte> Sse => _sse ??= LiveBytes.ServerSentEvent(name, Payload, position);

    /// <summary>The bytes of a WebSocket message, framed.</summary>
    public ReadOnlyMemory<byte> Frame => _frame ??= LiveBytes.WebSocketFrame(name, topic, Payload, position);

    /// <summary>Whether the subscribers of all tasks of an organisation get it too.</summary>
    public bool IsOfBoard { get; } =
        topic.StartsWith("task:", StringComparison.Ordinal) && name is not (LiveText.TaskOutput or LiveText.TaskInput or LiveText.TaskChatMessage);

    /// <summary>Carries ids only: before it is delivered, its text has to be read.</summary>
    public bool LacksText => _isKeptElsewhere && _text is null;

    /// <summary>Its text is deleted; nobody gets it any more.</summary>
    public bool IsGone => _text is { Payload: null };

    /// <summary>Says that its task has ended: nothing about the run follows.</summary>
    public bool IsEndOfTask { get; } = LiveText.IsEndOfTask(name, payload);

    /// <summary>The actors who alone may see it; null when the topic decides.</summary>
    public LiveReaders? Readers => _text?.Readers;

    /// <summary>What policies look at, for rows of the topic knowledge.</summary>
    public KnowledgeLabel Knowledge => _knowledge ??= KnowledgeLabel.Of(payload);

    /// <summary>What filters look at, for rows about events and instances.</summary>
    public TrafficLabel Traffic => _traffic ??= TrafficLabel.Of(payload);

    /// <summary>About how many bytes it takes in memory.</summary>
    public long Weight => 400 + (2L * payload.Length) + (2L * (_text?.Payload?.Length ?? 0)) + (_sse?.Length ?? 0) + (_frame?.Length ?? 0);

    /// <summary>The row for a later reader: one whose text, or who may read it, can change has to be completed anew.</summary>
    public LiveEvent ForLater() =>
        _isKeptElsewhere && name != LiveText.TaskOutput ? new(position, orgId, isPublic, topic, name, payload, createdAt) : this;

    /// <summary>Completes a row by the text that its table holds now.</summary>
    public void Complete(LiveText text) => _text = text;
}

/// <summary>Item and category of a knowledge row; null where the payload does not name one.</summary>
public sealed record KnowledgeLabel(Guid? ItemId, KnowledgeCategory? Category)
{
    public static KnowledgeLabel Of(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var itemId = json.RootElement.TryGetProperty("id", out var id) && id.TryGetGuid(out var guid) ? guid : (Guid?)null;
        var category = json.RootElement.TryGetProperty("category", out var text) && KnowledgeCategories.TryParse(text.GetString(), out var known)
            ? known
            : (KnowledgeCategory?)null;
        return new(itemId, category);
    }
}
