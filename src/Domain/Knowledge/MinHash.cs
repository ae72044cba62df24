using System.Buffers.Binary;

namespace Hivemind.Domain.Knowledge;

/// <summary>
/// Estimates how many words two texts share without comparing them. Signatures are stored, so hash and seeds may never change.
/// </summary>
public static class MinHash
{
    public const int Permutations = 128;
    public const int Bytes = Permutations * sizeof(uint);

    private const ulong Golden = 0x9E3779B97F4A7C15;
    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, Permutations).Select(i => Mix((ulong)i * Golden))];

    /// <summary>128 minima over the lower-cased white-space tokens. A text without tokens has only the largest value.</summary>
    public static uint[] Signature(string text)
    {
        var minima = new uint[Permutations];
        Array.Fill(minima, uint.MaxValue);

        foreach (var token in TokenHashes(text))
        {
            for (var i = 0; i < minima.Length; i++)
                minima[i] = Math.Min(minima[i], Permute(token, Seeds[i]));
        }

        return minima;
    }

    /// <summary>Equal positions divided by the number of positions.</summary>
    public static double Jaccard(uint[] a, uint[] b)
    {
        ThrowUnlessSignature(a.Length, Permutations);
        ThrowUnlessSignature(b.Length, Permutations);
        return (double)a.Zip(b).Count(pair => pair.First == pair.Second) / Permutations;
    }

    /// <summary>Little-endian, 4 bytes a position.</summary>
    public static byte[] ToBytes(uint[] signature)
    {
        ThrowUnlessSignature(signature.Length, Permutations);
        var bytes = new byte[Bytes];
        for (var i = 0; i < Permutations; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), signature[i]);

        return bytes;
    }

    public static uint[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        ThrowUnlessSignature(bytes.Length, Bytes);
        var signature = new uint[Permutations];
        for (var i = 0; i < Permutations; i++)
            signature[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);

        return signature;
    }

    private static void ThrowUnlessSignature(int length, int expected)
    {
        if (length != expected)
            throw new ArgumentException($"A signature has {expected} values, not {length}.");
    }

    // One hash per distinct token (FNV-1a, then mixed); the permutations only mix it with their seed.
    private static HashSet<ulong> TokenHashes(string text)
    {
        const ulong Offset = 0xCBF29CE484222325;
        var hashes = new HashSet<ulong>();
        var hash = Offset;
        var inToken = false;
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                hash = (hash ^ char.ToLowerInvariant(letter)) * 0x100000001B3;
                inToken = true;
            }
            else if (inToken)
            {
                hashes.Add(Mix(hash));
                hash = Offset;
                inToken = false;
            }
        }

        if (inToken)
            hashes.Add(Mix(hash));

        return hashes;
    }

    private static uint Permute(ulong token, ulong seed)
    {
        var value = (token ^ seed) * Golden;
        value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
        return (uint)(value >> 32);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
