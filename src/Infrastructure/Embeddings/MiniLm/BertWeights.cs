using System.Numerics.Tensors;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>One layer; attention's three projections are one matrix, and its scale is part of the queries' weights.</summary>
internal sealed record BertLayer(
    Linear Projections, Linear Attended, LayerNorm AttendedNorm, Linear Up, Linear Down, LayerNorm OutputNorm);

/// <summary>The learnt numbers of the encoder. They are never written after loading and shared by all threads.</summary>
internal sealed class BertWeights
{
    private readonly Half[] _words;
    private readonly float[] _positions;

    public BertWeights(BertConfig config, SafeTensors tensors)
    {
        Config = config;
        _words = tensors.Halves("embeddings.word_embeddings.weight", config.Vocabulary * config.Hidden);
        _positions = tensors.Floats("embeddings.position_embeddings.weight", config.Positions * config.Hidden);
        EmbeddingNorm = Norm(tensors, "embeddings");
        Layers = new BertLayer[config.Layers];

        var type = tensors.Floats("embeddings.token_type_embeddings.weight", config.Types * config.Hidden).AsSpan(0, config.Hidden);
        for (var position = 0; position < config.Positions; position++)
        {
            var row = _positions.AsSpan(position * config.Hidden, config.Hidden);
            TensorPrimitives.Add(row, type, row);
        }

        Parallel.For(0, config.Layers, index => Layers[index] = Layer(tensors, $"encoder.layer.{index}"));
    }

    public BertConfig Config { get; }
    public LayerNorm EmbeddingNorm { get; }
    public BertLayer[] Layers { get; }

    public void Embed(int token, int position, Span<float> row)
    {
        TensorPrimitives.ConvertToSingle(_words.AsSpan(token * Config.Hidden, Config.Hidden), row);
        TensorPrimitives.Add(row, _positions.AsSpan(position * Config.Hidden, Config.Hidden), row);
        EmbeddingNorm.Apply(row);
    }

    private BertLayer Layer(SafeTensors tensors, string prefix)
    {
        var (hidden, intermediate) = (Config.Hidden, Config.Intermediate);

        return new(
            Projections(tensors, $"{prefix}.attention.self"),
            Linear(tensors, $"{prefix}.attention.output.dense", hidden, hidden),
            Norm(tensors, $"{prefix}.attention.output"),
            Linear(tensors, $"{prefix}.intermediate.dense", hidden, intermediate),
            Linear(tensors, $"{prefix}.output.dense", intermediate, hidden),
            Norm(tensors, $"{prefix}.output"));
    }

    private Linear Projections(SafeTensors tensors, string prefix)
    {
        var (queries, queryBias) = Projection("query");
        var (keys, keyBias) = Projection("key");
        var (values, valueBias) = Projection("value");

        var scale = 1f / MathF.Sqrt(Config.HeadWidth);
        TensorPrimitives.Multiply(queries, scale, queries);
        TensorPrimitives.Multiply(queryBias, scale, queryBias);

        return new([.. queries, .. keys, .. values], [.. queryBias, .. keyBias, .. valueBias]);

        (float[] Weights, float[] Bias) Projection(string name) => (
            tensors.Floats($"{prefix}.{name}.weight", Config.Hidden * Config.Hidden),
            tensors.Floats($"{prefix}.{name}.bias", Config.Hidden));
    }

    private static Linear Linear(SafeTensors tensors, string prefix, int inputs, int outputs) =>
        new(tensors.Floats($"{prefix}.weight", inputs * outputs), tensors.Floats($"{prefix}.bias", outputs));

    private LayerNorm Norm(SafeTensors tensors, string prefix) => new(
        tensors.Floats($"{prefix}.LayerNorm.weight", Config.Hidden),
        tensors.Floats($"{prefix}.LayerNorm.bias", Config.Hidden),
        Config.Epsilon);
}
