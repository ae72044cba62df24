using System.Numerics.Tensors;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Brings a row to mean 0 and variance 1, then scales and shifts it as learnt.</summary>
internal sealed class LayerNorm(float[] scale, float[] shift, float epsilon)
{
    public void Apply(Span<float> row)
    {
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, row);
        TensorPrimitives.Multiply(row, 1f / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(row) / row.Length + epsilon), row);
        TensorPrimitives.MultiplyAdd(row, scale, shift, row);
    }

    public void AddAndApply(Span<float> row, ReadOnlySpan<float> addend)
    {
        TensorPrimitives.Add(row, addend, row);
        Apply(row);
    }
}
