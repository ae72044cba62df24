using Hivemind.Domain.Knowledge.Search;

namespace Hivemind.Application.Embeddings;

/// <summary>The vector of a text and the signature of its tokens; null from a model whose tokens nobody sees.</summary>
public sealed record TextEmbedding(float[] Vector, byte[]? Signature);

/// <summary>The vector of a query and its tokens; null from a model whose tokens nobody sees.</summary>
public sealed record QueryEmbedding(float[] Vector, QueryTokens? Tokens);
