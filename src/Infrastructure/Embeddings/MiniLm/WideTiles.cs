using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The innermost loops for processors with 512-bit registers, of which 16 hold results and 3 hold what is multiplied.</summary>
internal static unsafe class WideTiles
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EightRows(in Tile tile)
    {
        var width = Vector512<float>.Count;
        float* panel = tile.Panel, end = panel + tile.Inputs * 2 * width;
        float* x0 = tile.X, x1 = x0 + tile.XStride, x2 = x1 + tile.XStride, x3 = x2 + tile.XStride;
        float* x4 = x3 + tile.XStride, x5 = x4 + tile.XStride, x6 = x5 + tile.XStride, x7 = x6 + tile.XStride;
        Vector512<float> a0 = Vector512.Load(tile.Bias), b0 = Vector512.Load(tile.Bias + width);
        Vector512<float> a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        Vector512<float> b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;

        for (nint i = 0; panel < end; i++, panel += 2 * width)
        {
            Vector512<float> u = Vector512.Load(panel), v = Vector512.Load(panel + width);
            var x = Vector512.Create(x0[i]);
            a0 = Vector512.MultiplyAddEstimate(x, u, a0);
            b0 = Vector512.MultiplyAddEstimate(x, v, b0);
            x = Vector512.Create(x1[i]);
            a1 = Vector512.MultiplyAddEstimate(x, u, a1);
            b1 = Vector512.MultiplyAddEstimate(x, v, b1);
            x = Vector512.Create(x2[i]);
            a2 = Vector512.MultiplyAddEstimate(x, u, a2);
            b2 = Vector512.MultiplyAddEstimate(x, v, b2);
            x = Vector512.Create(x3[i]);
            a3 = Vector512.MultiplyAddEstimate(x, u, a3);
            b3 = Vector512.MultiplyAddEstimate(x, v, b3);
            x = Vector512.Create(x4[i]);
            a4 = Vector512.MultiplyAddEstimate(x, u, a4);
            b4 = Vector512.MultiplyAddEstimate(x, v, b4);
            x = Vector512.Create(x5[i]);
            a5 = Vector512.MultiplyAddEstimate(x, u, a5);
            b5 = Vector512.MultiplyAddEstimate(x, v, b5);
            x = Vector512.Create(x6[i]);
            a6 = Vector512.MultiplyAddEstimate(x, u, a6);
            b6 = Vector512.MultiplyAddEstimate(x, v, b6);
            x = Vector512.Create(x7[i]);
            a7 = Vector512.MultiplyAddEstimate(x, u, a7);
            b7 = Vector512.MultiplyAddEstimate(x, v, b7);
        }

        Store(tile.Result, tile.ResultStride, a0, b0, a1, b1, a2, b2, a3, b3);
        Store(tile.Result + 4 * tile.ResultStride, tile.ResultStride, a4, b4, a5, b5, a6, b6, a7, b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourRows(in Tile tile)
    {
        var width = Vector512<float>.Count;
        float* panel = tile.Panel, end = panel + tile.Inputs * 2 * width;
        float* x0 = tile.X, x1 = x0 + tile.XStride, x2 = x1 + tile.XStride, x3 = x2 + tile.XStride;
        Vector512<float> a0 = Vector512.Load(tile.Bias), b0 = Vector512.Load(tile.Bias + width);
        Vector512<float> a1 = a0, a2 = a0, a3 = a0, b1 = b0, b2 = b0, b3 = b0;

        for (nint i = 0; panel < end; i++, panel += 2 * width)
        {
            Vector512<float> u = Vector512.Load(panel), v = Vector512.Load(panel + width);
            var x = Vector512.Create(x0[i]);
            a0 = Vector512.MultiplyAddEstimate(x, u, a0);
            b0 = Vector512.MultiplyAddEstimate(x, v, b0);
            x = Vector512.Create(x1[i]);
            a1 = Vector512.MultiplyAddEstimate(x, u, a1);
            b1 = Vector512.MultiplyAddEstimate(x, v, b1);
            x = Vector512.Create(x2[i]);
            a2 = Vector512.MultiplyAddEstimate(x, u, a2);
            b2 = Vector512.MultiplyAddEstimate(x, v, b2);
            x = Vector512.Create(x3[i]);
            a3 = Vector512.MultiplyAddEstimate(x, u, a3);
            b3 = Vector512.MultiplyAddEstimate(x, v, b3);
        }

        Store(tile.Result, tile.ResultStride, a0, b0, a1, b1, a2, b2, a3, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* result, int stride,
        Vector512<float> a0, Vector512<float> b0, Vector512<float> a1, Vector512<float> b1,
        Vector512<float> a2, Vector512<float> b2, Vector512<float> a3, Vector512<float> b3)
    {
        var width = Vector512<float>.Count;
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
