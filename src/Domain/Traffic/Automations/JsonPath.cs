using System.Globalization;
using System.Text.Json;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>Finds a value by a dot path with array indexes, such as <c>items.0.name</c>.</summary>
public static class JsonPath
{
    public const int MaxLength = 500;

    /// <summary>The value at the path; null when there is none. The empty path is the root itself.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        if (root.ValueKind is JsonValueKind.Undefined)
            return null;

        var current = root;
        foreach (var step in path.AsSpan().Split('.'))
        {
            var name = path.AsSpan()[step];
            if (path.Length > 0 && !TryStep(current, name, out current))
                return null;
        }

        return current;
    }

    /// <summary>Reads a JSON text that this product wrote itself.</summary>
    public static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>The text of a string value; null for every other kind, and for text that is not valid Unicode.</summary>
    public static string? Text(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // a lone surrogate, written as an escape
        }
    }

    private static bool TryStep(JsonElement from, ReadOnlySpan<char> name, out JsonElement to)
    {
        to = default;
        if (from.ValueKind is JsonValueKind.Object)
            return from.TryGetProperty(name, out to);

        if (from.ValueKind is not JsonValueKind.Array
            || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= from.GetArrayLength())
            return false;

        to = from[index];
        return true;
    }
}
