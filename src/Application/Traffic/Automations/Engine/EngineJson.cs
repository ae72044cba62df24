using System.Text.Json;
using Hivemind.Application.Common;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>How the engine keeps what waits: as the wire, but deeper, because it wraps payloads that are as deep as the wire allows.</summary>
public static class EngineJson
{
    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { MaxDepth = 128 };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    public static JsonElement Of(object value) => JsonSerializer.SerializeToElement(value, Camel);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };
}
