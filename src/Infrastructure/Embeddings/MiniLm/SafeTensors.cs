using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Reads named arrays from the bytes of a safetensors file: the length of a header, the header as JSON, the numbers.</summary>
internal sealed class SafeTensors : IDisposable
{
    private readonly ReadOnlyMemory<byte> _numbers;
    private readonly JsonDocument _header;

    public SafeTensors(ReadOnlyMemory<byte> file)
    {
        var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.Span));
        _header = JsonDocument.Parse(file.Slice(sizeof(ulong), length));
        _numbers = file[(sizeof(ulong) + length)..];
    }

    public float[] Floats(string name, int count)
    {
        var (type, bytes) = Find(name);
        var values = new float[count];

        if (type == "F16")
            TensorPrimitives.ConvertToSingle(Exactly<Half>(name, bytes, count), values);
        else if (type == "F32")
            Exactly<float>(name, bytes, count).CopyTo(values);
        else
            throw new InvalidDataException($"The tensor {name} holds {type}, which is not supported.");

        return values;
    }

    public Half[] Halves(string name, int count)
    {
        var (type, bytes) = Find(name);

        return type == "F16"
            ? Exactly<Half>(name, bytes, count).ToArray()
            : throw new InvalidDataException($"The tensor {name} holds {type}, not F16.");
    }

    public void Dispose() => _header.Dispose();

    private (string? Type, ReadOnlyMemory<byte> Bytes) Find(string name)
    {
        var entry = _header.RootElement.GetProperty(name);
        var offsets = entry.GetProperty("data_offsets");

        return (entry.GetProperty("dtype").GetString(), _numbers[offsets[0].GetInt32()..offsets[1].GetInt32()]);
    }

    private static ReadOnlySpan<T> Exactly<T>(string name, ReadOnlyMemory<byte> bytes, int count) where T : struct
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes.Span);

        return values.Length == count
            ? values
            : throw new InvalidDataException($"The tensor {name} holds {values.Length} numbers where {count} are expected.");
    }
}
