namespace Hivemind.Application.Embeddings;

/// <summary>What identifies the vectors of one model; vectors of two models are never compared.</summary>
public sealed record EmbeddingModel(string Name, string Revision, int Dimension);
