using System.Numerics.Tensors;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Lets every token gather from every other what concerns it, head by head, as two matrix multiplications each.</summary>
internal static class Attention
{
    public static void Apply(BertConfig config, Scratch scratch, int tokens)
    {
        var rows = Gemm.PadRows(tokens);

        for (var head = 0; head < config.Heads; head++)
            Apply(config, scratch, tokens, rows, head * config.HeadWidth);
    }

    private static void Apply(BertConfig config, Scratch scratch, int tokens, int rows, int offset)
    {
        var (width, stride, columns) = (config.HeadWidth, 3 * config.Hidden, Gemm.PadColumns(tokens));
        var queries = new Matrix(scratch.Projections.Span[offset..], stride);
        var keys = new Matrix(scratch.Projections.Span[(config.Hidden + offset)..], stride);
        var values = new Matrix(scratch.Projections.Span[(2 * config.Hidden + offset)..], stride);
        var scores = new Matrix(scratch.Scores.Span, columns);

        Linear.Pack(keys, width, tokens, scratch.Keys.Span);
        Gemm.Multiply(queries, rows, scratch.Keys.Span, scratch.NoBias.Span, width, columns, scores);

        for (var row = 0; row < tokens; row++)
        {
            // Softmax itself takes no care of scores beyond 88, whose exponential is infinite.
            var strengths = scratch.Scores.Row(row, columns)[..tokens];
            TensorPrimitives.Subtract(strengths, TensorPrimitives.Max<float>(strengths), strengths);
            TensorPrimitives.SoftMax(strengths, strengths);
        }

        PackValues(values, tokens, width, scratch.Values.Span);
        Gemm.Multiply(
            scores, rows, scratch.Values.Span, scratch.NoBias.Span, tokens, width, new(scratch.Context.Span[offset..], config.Hidden));
    }

    /// <summary>Values lie token by token, so that a panel's part of a row is copied as it is.</summary>
    private static void PackValues(Matrix values, int tokens, int width, Span<float> panels)
    {
        for (var column = 0; column < width; column += Gemm.PanelWidth)
        {
            for (var token = 0; token < tokens; token++)
            {
                values.Span.Slice(token * values.Stride + column, Gemm.PanelWidth)
                    .CopyTo(panels[(column * tokens + token * Gemm.PanelWidth)..]);
            }
        }
    }
}
