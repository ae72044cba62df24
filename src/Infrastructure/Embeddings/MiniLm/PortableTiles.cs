using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The innermost loop for processors without 512-bit registers, on whatever they have.</summary>
internal static unsafe class PortableTiles
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourRows(in Tile tile)
    {
        var width = Vector<float>.Count;
        float* panel = tile.Panel, end = panel + tile.Inputs * 2 * width;
        float* x0 = tile.X, x1 = x0 + tile.XStride, x2 = x1 + tile.XStride, x3 = x2 + tile.XStride;
        Vector<float> a0 = Vector.Load(tile.Bias), b0 = Vector.Load(tile.Bias + width);
        Vector<float> a1 = a0, a2 = a0, a3 = a0, b1 = b0, b2 = b0, b3 = b0;

        for (nint i = 0; panel < end; i++, panel += 2 * width)
        {
            Vector<float> u = Vector.Load(panel), v = Vector.Load(panel + width);
            var x = Vector.Create(x0[i]);
            a0 = Vector.MultiplyAddEstimate(x, u, a0);
            b0 = Vector.MultiplyAddEstimate(x, v, b0);
            x = Vector.Create(x1[i]);
            a1 = Vector.MultiplyAddEstimate(x, u, a1);
            b1 = Vector.MultiplyAddEstimate(x, v, b1);
            x = Vector.Create(x2[i]);
            a2 = Vector.MultiplyAddEstimate(x, u, a2);
            b2 = Vector.MultiplyAddEstimate(x, v, b2);
            x = Vector.Create(x3[i]);
            a3 = Vector.MultiplyAddEstimate(x, u, a3);
            b3 = Vector.MultiplyAddEstimate(x, v, b3);
        }

        var result = tile.Result;
        var stride = tile.ResultStride;
        a0.Store(result);
        b0.Store(result + width);
        a1.Store(result + stride);
        b1.Store(result + stride + width);
        a2.Store(result + 2 * stride);
        b2.Store(result + 2 * stride + width);
        a3.Store(result + 3 * stride);
        b3.Store(result + 3 * stride + width);
    }
}
