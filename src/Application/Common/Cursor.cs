using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Application.Common;

/// <summary>A place in a list that is ordered by (time, id), so that equal times lose no row. Opaque to clients.</summary>
/// <remarks>It carries a fingerprint of the query it came from: with other filters it is refused.</remarks>
public sealed record Cursor(DateTimeOffset Time, Guid Id)
{
    public string Encode(params object?[] query) =>
        OpaqueText.Encode(new Wire(Time.UtcTicks, Id), query);

    /// <summary>Null for null; refuses with INVALID_CURSOR what it did not write for this very query.</summary>
    public static Cursor? Decode(string? text, params object?[] query)
    {
        if (text is null)
            return null;

        var wire = OpaqueText.Decode<Wire>(text, query);
        return wire.T is >= 0 and <= 3155378975999999999 ? new(new DateTimeOffset(wire.T, TimeSpan.Zero), wire.I) : throw OpaqueText.Invalid();
    }

    private sealed record Wire(long T, Guid I);
}

/// <summary>Packs a small value with the fingerprint of a query into URL-safe text.</summary>
public static class OpaqueText
{
    public static string Encode<T>(T value, params object?[] query)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value);
        return Base64Url.EncodeToString([.. Fingerprint(query), .. json]);
    }

    public static T Decode<T>(string text, params object?[] query)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length > 8 && bytes.AsSpan(0, 8).SequenceEqual(Fingerprint(query)))
                return JsonSerializer.Deserialize<T>(bytes.AsSpan(8)) ?? throw Invalid();
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
        }

        throw Invalid();
    }

    public static HivemindException Invalid() =>
        new(ErrorCode.InvalidCursor, "The cursor is not valid for this query.");

    private static byte[] Fingerprint(object?[] query) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(query)))[..8];
}
