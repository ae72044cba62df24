using System.Numerics.Tensors;
using Hivemind.Application.Embeddings;

namespace Hivemind.Infrastructure.Embeddings.OpenAi;

/// <summary>What the endpoint answers with, as far as it matters here.</summary>
internal sealed record OpenAiAnswer(IReadOnlyList<OpenAiAnswer.Item?>? Data)
{
    /// <summary>The vectors in the order of the texts, of unit length; refuses an answer that does not hold exactly these.</summary>
    public static float[][] Vectors(OpenAiAnswer? answer, int count, int dimension)
    {
        var vectors = new float[count][];
        var items = answer?.Data ?? [];

        if (items.Count != count)
            throw new EmbeddingUnavailableException($"The embedding service gave {items.Count} vectors for {count} texts.");

        foreach (var (position, item) in items.Index())
        {
            var index = item?.Index ?? position;

            if (index < 0 || index >= count || vectors[index] is not null)
                throw new EmbeddingUnavailableException("The embedding service numbered its vectors wrongly.");

            vectors[index] = UnitLength(item?.Embedding, dimension);
        }

        return vectors;
    }

    private static float[] UnitLength(float[]? vector, int dimension)
    {
        if (vector?.Length != dimension)
        {
            throw new EmbeddingUnavailableException(
                $"The embedding service gave a vector of {vector?.Length ?? 0} dimensions; Embedding:Dimension is {dimension}.");
        }

        // Scaling first keeps the squares of very large and very small numbers finite.
        var largest = TensorPrimitives.MaxMagnitude<float>(vector);

        if (!float.IsFinite(largest) || largest == 0f)
            throw new EmbeddingUnavailableException("The embedding service gave a vector without a direction.");

        TensorPrimitives.Divide(vector, largest, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    internal sealed record Item(int? Index, float[]? Embedding);
}
