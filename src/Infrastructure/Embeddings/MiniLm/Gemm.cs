using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Rows of numbers inside a larger array, each beginning a stride after the one before.</summary>
internal readonly ref struct Matrix(Span<float> span, int stride)
{
    public Span<float> Span { get; } = span;
    public int Stride { get; } = stride;
}

/// <summary>
/// Matrix multiplication, where nearly all time goes. Weights come in panels of <see cref="PanelWidth"/> outputs, stored input by
/// input, so that the innermost loop reads them in one stream while a tile of results stays in registers.
/// </summary>
internal static unsafe class Gemm
{
    public const int RowBlock = 4;

    /// <summary>So many rows of input, together with a panel, stay in a processor's own cache while all panels pass by.</summary>
    private const int CachedRows = 64;

    public static readonly int PanelWidth = 2 * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count);

    public static int PadRows(int rows) => (rows + RowBlock - 1) / RowBlock * RowBlock;

    public static int PadColumns(int columns) => (columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    /// <summary>result[rows, outputs] = x[rows, inputs] · panels + bias; rows must be whole blocks and outputs whole panels.</summary>
    public static void Multiply(
        Matrix x, int rows, ReadOnlySpan<float> panels, ReadOnlySpan<float> bias, int inputs, int outputs, Matrix result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows % RowBlock, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs % PanelWidth, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(x.Span.Length, (rows - 1) * x.Stride + inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(panels.Length, inputs * outputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(bias.Length, outputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(result.Span.Length, (rows - 1) * result.Stride + outputs);

        fixed (float* source = x.Span, packed = panels, start = bias, target = result.Span)
        {
            for (var block = 0; block < rows; block += CachedRows)
            {
                for (var column = 0; column < outputs; column += PanelWidth)
                {
                    for (var row = block; row < Math.Min(block + CachedRows, rows);)
                    {
                        var tile = new Tile(
                            source + row * x.Stride, x.Stride, packed + column * inputs, start + column,
                            target + row * result.Stride + column, result.Stride, inputs);

                        row += Compute(in tile, rows - row);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Computes a tile and says how many rows it had. Each result is one chain of additions in one order whatever the tile,
    /// so a text's vector depends neither on its length nor on the machine's registers here.
    /// </summary>
    private static int Compute(in Tile tile, int rows)
    {
        if (Vector512.IsHardwareAccelerated && rows >= 8)
        {
            WideTiles.EightRows(in tile);
            return 8;
        }

        if (Vector512.IsHardwareAccelerated)
            WideTiles.FourRows(in tile);
        else
            PortableTiles.FourRows(in tile);

        return RowBlock;
    }
}

/// <summary>Where the numbers of one tile lie.</summary>
internal readonly unsafe struct Tile(float* x, int xStride, float* panel, float* bias, float* result, int resultStride, int inputs)
{
    public readonly float* X = x, Panel = panel, Bias = bias, Result = result;
    public readonly int XStride = xStride, ResultStride = resultStride, Inputs = inputs;
}
