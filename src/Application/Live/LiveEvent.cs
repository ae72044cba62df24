using System.Text;
using System.Text.Json;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Live;

namespace Hivemind.Application.Live;

/// <summary>A row of the live log. Its wire form is made once, however many subscribers it has.</summary>
public sealed class LiveEvent(Position position, string orgId, bool isPublic, string topic, string name, string payload, DateTimeOffset createdAt)
{
    private byte[]? _sse;
    private KnowledgeLabel? _knowledge;

    public Position Position => position;

    public string OrgId => orgId;

    public bool IsPublic => isPublic;

    public string Topic => topic;

    public string Name => name;

    /// <summary>JSON text in the casing of its family.</summary>
    public string Payload => payload;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>The bytes of a server-sent event.</summary>
    public ReadOnlyMemory<byte> Sse => _sse ??= Encoding.UTF8.GetBytes($"event: {name}\ndata: {OneLine(payload)}\nid: {position.Encode()}\n\n");

    /// <summary>What policies look at, for rows of the topic knowledge.</summary>
    public KnowledgeLabel Knowledge => _knowledge ??= KnowledgeLabel.Of(payload);

    // A line break inside JSON is only white space, but would end the field of a server-sent event.
    private static string OneLine(string json) => json.AsSpan().ContainsAny('\r', '\n') ? json.ReplaceLineEndings(" ") : json;
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
