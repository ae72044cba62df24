using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>
/// The activation x · Φ(x) in its exact form, which the model was trained with.
/// Φ's error function is Abramowitz and Stegun's formula 7.1.26, off by less than 1.5e-7.
/// </summary>
internal static class Gelu
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Length * Vector<float>.Count, values.Length);

        foreach (ref var x in vectors)
        {
            var z = Vector.Abs(x) * 0.70710678f;
            var t = Vector<float>.One / Vector.MultiplyAddEstimate(z, Vector.Create(0.3275911f), Vector<float>.One);
            var y = Vector.Create(1.061405429f);
            y = Vector.MultiplyAddEstimate(y, t, Vector.Create(-1.453152027f));
            y = Vector.MultiplyAddEstimate(y, t, Vector.Create(1.421413741f));
            y = Vector.MultiplyAddEstimate(y, t, Vector.Create(-0.284496736f));
            y = Vector.MultiplyAddEstimate(y, t, Vector.Create(0.254829592f));
            var erf = Vector.CopySign(Vector<float>.One - y * t * Vector.Exp(-z * z), x);
            x = 0.5f * x * (Vector<float>.One + erf);
        }
    }
}
