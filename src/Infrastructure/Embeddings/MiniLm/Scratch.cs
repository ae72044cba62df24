namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The working memory of one encoding at a time, about 5 MB; each thread keeps its own.</summary>
internal sealed class Scratch(BertConfig config)
{
    /// <summary>What the model was trained to read; longer texts are embedded chunk by chunk.</summary>
    public const int MaxTokens = 256;

    private static readonly int Columns = Gemm.PadColumns(MaxTokens);

    public AlignedBuffer Hidden { get; } = new(MaxTokens * config.Hidden);

    /// <summary>What the last two layers say of each token, in equal parts: before the last one, more of its own word is left.</summary>
    public AlignedBuffer States { get; } = new(MaxTokens * config.Hidden);

    public AlignedBuffer Projections { get; } = new(MaxTokens * 3 * config.Hidden);
    public AlignedBuffer Context { get; } = new(MaxTokens * config.Hidden);
    public AlignedBuffer Change { get; } = new(MaxTokens * config.Hidden);
    public AlignedBuffer Wide { get; } = new(MaxTokens * config.Intermediate);
    public AlignedBuffer Scores { get; } = new(MaxTokens * Columns);
    public AlignedBuffer Keys { get; } = new(config.HeadWidth * Columns);
    public AlignedBuffer Values { get; } = new(MaxTokens * Gemm.PadColumns(config.HeadWidth));
    public AlignedBuffer NoBias { get; } = new(Columns);
}
