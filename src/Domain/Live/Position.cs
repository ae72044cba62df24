using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Hivemind.Domain.Live;

/// <summary>
/// A place in the live log: everything up to and including (tx, id) has been seen. Places of different epochs cannot be compared,
/// because a restored database counts its transactions anew.
/// </summary>
public readonly record struct Position(ulong Epoch, ulong Tx, long Id)
{
    private const int Length = 24;
    private const int TextLength = Length / 3 * 4;

    /// <summary>The start of the log.</summary>
    public static Position Start(ulong epoch) => new(epoch, 0, 0);

    public static bool TryDecode(string text, out Position position)
    {
        Span<byte> bytes = stackalloc byte[Length];
        position = default;
        if (text.Length != TextLength || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != Length)
            return false;

        position = new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadInt64BigEndian(bytes[16..]));
        return position.Id >= 0;
    }

    public bool IsAfter(Position other) => Tx != other.Tx ? Tx > other.Tx : Id > other.Id;

    /// <summary>Opaque, URL-safe text.</summary>
    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Epoch);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Tx);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], Id);
        return Base64Url.EncodeToString(bytes);
    }
}
