using System.Runtime.InteropServices;

namespace Hivemind.Domain.Knowledge.Search;

/// <summary>
/// What is kept of the tokens of a text: for each the signs of its state inside the model, one bit for each dimension. That is enough
/// to compare them with the tokens of a query (measured: docs/decisions/0016).
/// </summary>
public static class TokenSignature
{
    private const int WordBits = 64;

    /// <summary>The bytes of one token, always whole words.</summary>
    public static int TokenBytes(int width) => (width + WordBits - 1) / WordBits * sizeof(ulong);

    /// <param name="states">The states of the tokens, one after another.</param>
    public static byte[] Of(ReadOnlySpan<float> states, int width)
    {
        var tokens = states.Length / width;
        var signature = new byte[tokens * TokenBytes(width)];
        var words = MemoryMarshal.Cast<byte, ulong>(signature.AsSpan());
        var wordsOfToken = words.Length / Math.Max(tokens, 1);

        for (var token = 0; token < tokens; token++)
        {
            var state = states.Slice(token * width, width);
            for (var dimension = 0; dimension < width; dimension++)
            {
                if (state[dimension] >= 0)
                    words[(token * wordsOfToken) + (dimension / WordBits)] |= 1UL << (dimension % WordBits);
            }
        }

        return signature;
    }
}
