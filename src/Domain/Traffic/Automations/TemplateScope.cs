using System.Text.Json;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>What templates and conditions can see.</summary>
public sealed class TemplateScope(JsonElement payload)
{
    private readonly Dictionary<string, JsonElement> _variables = new(StringComparer.Ordinal);

    public JsonElement Payload { get; } = payload;

    /// <summary>The envelope: id, type, instanceId, channel and receivedAt.</summary>
    public JsonElement Event { get; init; }

    /// <summary>Who sent the message: id and name.</summary>
    public JsonElement From { get; init; }

    /// <summary>The events of a debounce window, oldest first.</summary>
    public JsonElement Messages { get; init; }

    /// <summary>Reads a variable of the environment by its name without the prefix. By default there is none.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>The results that earlier actions left.</summary>
    public IReadOnlyDictionary<string, JsonElement> Variables => _variables;

    public void Set(string name, JsonElement value) => _variables[name] = value;

    /// <summary>The value behind a field of a condition: of the payload, or after <c>event.</c> of the envelope.</summary>
    public JsonElement? Field(string path) =>
        (path.StartsWith("event.", StringComparison.Ordinal) ? JsonPath.Find(Event, path[6..]) : null) ?? JsonPath.Find(Payload, path);

    /// <summary>The value behind a placeholder; null when it is unknown.</summary>
    public JsonElement? Placeholder(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (head, rest) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return head switch
        {
            "payload" => JsonPath.Find(Payload, rest),
            "event" => JsonPath.Find(Event, rest),
            "messages" => JsonPath.Find(Messages, rest),
            "from" => JsonPath.Find(From, rest),
            "instanceId" when rest.Length == 0 => JsonPath.Find(Event, "instanceId"),
            "env" => Environment(rest) is { } text ? JsonSerializer.SerializeToElement(text) : null,
            "var" => Variable(rest),
            _ => null,
        };
    }

    private JsonElement? Variable(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (name, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
        return _variables.TryGetValue(name, out var value) ? JsonPath.Find(value, rest) : null;
    }
}
