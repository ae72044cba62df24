using System.Buffers.Binary;

namespace Hivemind.Benchmarks;

/// <summary>Finds the pings among the frames of a WebSocket server, in whatever pieces they come: who does not answer them is dropped.</summary>
internal sealed class PingFinder
{
    private const int Ping = 9;
    private readonly byte[] _frame = new byte[2 + 125];
    private int _gathered;
    private long _skip;

    /// <returns>The pong to the last ping among these bytes; null when there is none.</returns>
    public byte[]? Answer(ReadOnlySpan<byte> bytes)
    {
        byte[]? pong = null;
        while (!bytes.IsEmpty)
        {
            var passed = (int)Math.Min(_skip, bytes.Length);
            if (passed > 0)
            {
                _skip -= passed;
                bytes = bytes[passed..];
                continue;
            }

            _frame[_gathered++] = bytes[0];
            bytes = bytes[1..];
            if (_gathered < 2)
                continue;

            var length = _frame[1] & 127;
            if ((_frame[0] & 15) == Ping)
                pong = Pong(length) ?? pong;
            else
                SkipPayload(length);
        }

        return pong;
    }

    // A client masks what it sends; a mask of zeros leaves it as it is.
    private byte[]? Pong(int length)
    {
        if (_gathered < 2 + length)
            return null;

        _gathered = 0;
        return [0x8A, (byte)(0x80 | length), 0, 0, 0, 0, .. _frame.AsSpan(2, length)];
    }

    private void SkipPayload(int length)
    {
        var header = length switch { 126 => 4, 127 => 10, _ => 2 };
        if (_gathered < header)
            return;

        _skip = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_frame.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_frame.AsSpan(2)),
            _ => length,
        };
        _gathered = 0;
    }
}
