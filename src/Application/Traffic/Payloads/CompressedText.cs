using System.IO.Compression;
using System.Text;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>Text as payloads are stored: UTF-8 under Brotli, at a level that costs less than writing the rest would.</summary>
public static class CompressedText
{
    public static byte[] Of(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(text));

        return packed.ToArray();
    }

    public static string Read(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
