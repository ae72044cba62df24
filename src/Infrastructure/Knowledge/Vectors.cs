using Hivemind.Application.Embeddings;

namespace Hivemind.Infrastructure.Knowledge;

/// <summary>Vectors as one flat array, which PostgreSQL slices again: the quickest way to send several.</summary>
internal static class Vectors
{
    public static float[] Flat(IReadOnlyList<TextEmbedding> pieces) => [.. pieces.SelectMany(piece => piece.Vector)];

    public static float[] Flat(IReadOnlyList<float[]> vectors) => [.. vectors.SelectMany(vector => vector)];
}
