using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Hivemind.Application.Common;

/// <summary>JSON of any shape from outside, as far as PostgreSQL can keep it: no NUL characters, no lone surrogates, bounded depth.</summary>
public static class JsonText
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <summary>Reads a body; an empty one is an empty object.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement value)
    {
        try
        {
            value = utf8.IsEmpty ? JsonElement.Parse("{}") : JsonDocument.Parse(utf8, Depth).RootElement;
            return IsStorable(value);
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>Whether every text and name in it can be kept. Only an escape can hide what cannot, and most JSON has none.</summary>
    public static bool IsStorable(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return (raw.IndexOf("\\u"u8) < 0 && Utf8.IsValid(raw)) || HoldsNoBadText(value);
    }

    private static bool HoldsNoBadText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => IsStorable(() => member.Name) && HoldsNoBadText(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(HoldsNoBadText),
        JsonValueKind.String => IsStorable(value.GetString),
        _ => true,
    };

    private static bool IsStorable(Func<string?> read)
    {
        try
        {
            return read()?.Contains('\0') is not true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
