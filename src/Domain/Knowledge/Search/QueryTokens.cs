using System.Numerics;
using System.Runtime.InteropServices;

namespace Hivemind.Domain.Knowledge.Search;

/// <summary>
/// The tokens of a query, to be compared one by one with those of a text (late interaction: Khattab and Zaharia, "ColBERT", SIGIR 2020).
/// Each dimension is rounded to one of 16 steps and kept as four planes of bits, so that its product with a token's signs is a few
/// population counts. The query may be more exact than the texts, because it is not stored.
/// </summary>
public sealed class QueryTokens
{
    /// <summary>A question is shorter; more would cost time and room and say no more.</summary>
    public const int MaxTokens = 40;

    private const int Planes = 4;
    private const int Top = (1 << Planes) - 1;

    /// <summary>Beyond so many times the mean size a dimension is cut, so that one outlier does not coarsen all others.</summary>
    private const float Reach = 3;

    private readonly ulong[] _planes;
    private readonly int[] _sums;
    private readonly int _words;
    private readonly float _scale;

    private QueryTokens(int tokens, int width)
    {
        _words = TokenSignature.TokenBytes(width) / sizeof(ulong);
        _planes = new ulong[tokens * Planes * _words];
        _sums = new int[tokens];
        _scale = Reach / Top / width; // a step's size times the length of a vector of signs
    }

    public int Count => _sums.Length;

    /// <param name="states">The states of the tokens, one after another; those above the most are left out.</param>
    public static QueryTokens Of(ReadOnlySpan<float> states, int width)
    {
        var query = new QueryTokens(Math.Min(states.Length / width, MaxTokens), width);

        for (var token = 0; token < query.Count; token++)
            query.Set(token, states.Slice(token * width, width));

        return query;
    }

    /// <summary>
    /// Each token of the query looks for the most similar one of the text; their mean, −1 to 1. Null when there is nothing to compare.
    /// </summary>
    public double? Likeness(ReadOnlySpan<byte> signature)
    {
        var text = MemoryMarshal.Cast<byte, ulong>(signature);
        if (Count == 0 || text.Length < _words)
            return null;

        Span<int> most = stackalloc int[Count];
        most.Fill(int.MinValue);
        for (var at = 0; at + _words <= text.Length; at += _words)
            Compare(text.Slice(at, _words), most);

        var sum = 0.0;
        for (var token = 0; token < Count; token++)
            sum += Math.Clamp(((2 * most[token]) - _sums[token]) * _scale, -1, 1);

        return sum / Count;
    }

    // A step u of 0 to 15 stands for 2u − 15. Over the dimensions of one sign these add up to 2 · (sum of u) − 15 · (their number).
    private void Compare(ReadOnlySpan<ulong> signs, Span<int> most)
    {
        var set = 0;
        foreach (var word in signs)
            set += BitOperations.PopCount(word);

        for (var token = 0; token < most.Length; token++)
        {
            var planes = _planes.AsSpan(token * Planes * signs.Length, Planes * signs.Length);
            var steps = 0;
            for (var plane = 0; plane < Planes; plane++)
            {
                var bits = planes.Slice(plane * signs.Length, signs.Length);
                var count = 0;
                for (var word = 0; word < signs.Length; word++)
                    count += BitOperations.PopCount(signs[word] & bits[word]);

                steps += count << plane;
            }

            most[token] = Math.Max(most[token], (2 * steps) - (Top * set));
        }
    }

    private void Set(int token, ReadOnlySpan<float> state)
    {
        var squares = 0f;
        foreach (var value in state)
            squares += value * value;

        var reach = Reach * MathF.Sqrt(squares / state.Length);
        for (var dimension = 0; dimension < state.Length; dimension++)
        {
            var step = reach > 0 ? (int)Math.Clamp(MathF.Round(((state[dimension] / reach) + 1) / 2 * Top), 0, Top) : 0;
            _sums[token] += (2 * step) - Top;
            for (var plane = 0; plane < Planes; plane++)
            {
                if ((step >> plane & 1) != 0)
                    _planes[(((token * Planes) + plane) * _words) + (dimension / 64)] |= 1UL << (dimension % 64);
            }
        }
    }
}
