using System.Numerics.Tensors;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The network from tokens to one unit-length vector: the mean of what its last layer says of each token.</summary>
internal sealed class BertEncoder(BertWeights weights)
{
    private readonly BertConfig _config = weights.Config;

    public Scratch CreateScratch() => new(_config);

    public float[] Encode(ReadOnlySpan<int> tokens, Scratch scratch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, Scratch.MaxTokens);
        Embed(tokens, scratch);

        foreach (var layer in weights.Layers)
        {
            scratch.Hidden.Span[..(tokens.Length * _config.Hidden)].CopyTo(scratch.States.Span);
            Apply(layer, scratch, tokens.Length);
        }

        AddLastStates(scratch, tokens.Length);

        return Mean(scratch.Hidden, tokens.Length);
    }

    private void Embed(ReadOnlySpan<int> tokens, Scratch scratch)
    {
        for (var position = 0; position < tokens.Length; position++)
            weights.Embed(tokens[position], position, scratch.Hidden.Row(position, _config.Hidden));

        // The rows that only fill up the last block must hold finite numbers, for they are multiplied too.
        for (var position = tokens.Length; position < Gemm.PadRows(tokens.Length); position++)
            scratch.Hidden.Row(position, _config.Hidden).Clear();
    }

    private void Apply(BertLayer layer, Scratch scratch, int tokens)
    {
        var rows = Gemm.PadRows(tokens);
        var hidden = scratch.Hidden.Span;
        var change = scratch.Change.Span;
        var wide = scratch.Wide.Span[..(rows * _config.Intermediate)];

        layer.Projections.Apply(hidden, rows, scratch.Projections.Span);
        Attention.Apply(_config, scratch, tokens);
        layer.Attended.Apply(scratch.Context.Span, rows, change);
        AddAndNormalise(layer.AttendedNorm, scratch, tokens);

        layer.Up.Apply(hidden, rows, wide);
        Gelu.Apply(wide);
        layer.Down.Apply(wide, rows, change);
        AddAndNormalise(layer.OutputNorm, scratch, tokens);
    }

    private void AddAndNormalise(LayerNorm norm, Scratch scratch, int tokens)
    {
        for (var row = 0; row < tokens; row++)
            norm.AddAndApply(scratch.Hidden.Row(row, _config.Hidden), scratch.Change.Row(row, _config.Hidden));
    }

    private void AddLastStates(Scratch scratch, int tokens)
    {
        for (var row = 0; row < tokens; row++)
        {
            var before = scratch.States.Row(row, _config.Hidden);
            var last = scratch.Hidden.Row(row, _config.Hidden);
            TensorPrimitives.MultiplyAdd(before, TensorPrimitives.Norm<float>(last) / TensorPrimitives.Norm<float>(before), last, before);
        }
    }

    private float[] Mean(AlignedBuffer hidden, int tokens)
    {
        var vector = new float[_config.Hidden];

        for (var row = 0; row < tokens; row++)
            TensorPrimitives.Add(vector, hidden.Row(row, _config.Hidden), vector);

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
