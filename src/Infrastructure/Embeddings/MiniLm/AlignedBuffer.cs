using System.Runtime.InteropServices;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Floats that never move and begin at a cache line, so that no vector load crosses two lines.</summary>
internal sealed class AlignedBuffer
{
    private const int CacheLine = 64;

    private readonly float[] _floats;
    private readonly int _offset;

    public unsafe AlignedBuffer(int length)
    {
        _floats = GC.AllocateArray<float>(length + CacheLine / sizeof(float), pinned: true);
        var address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(_floats, 0);
        _offset = (int)((CacheLine - address % CacheLine) % CacheLine / sizeof(float));
        Length = length;
    }

    public int Length { get; }

    public Span<float> Span => _floats.AsSpan(_offset, Length);

    public Span<float> Row(int index, int width) => _floats.AsSpan(_offset, Length).Slice(index * width, width);
}
