namespace Hivemind.Application.Embeddings;

/// <summary>No vector could be had: the model's files are missing or damaged, or the external service failed.</summary>
public sealed class EmbeddingUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
