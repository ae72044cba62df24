using Hivemind.Application.Embeddings;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>The stored signatures of the items' tokens, and the items that still lack them.</summary>
public interface ITokenSignatures
{
    /// <summary>One for each piece of those items that have any.</summary>
    Task<IReadOnlyList<PieceSignature>> Of(IReadOnlyList<Guid> items, CancellationToken cancellationToken);

    /// <summary>The newest items that have vectors but no signatures, at most so many.</summary>
    Task<IReadOnlyList<UnsignedItem>> Missing(int limit, CancellationToken cancellationToken);

    /// <summary>Nothing when the item has them already or is gone.</summary>
    Task Add(Guid item, IReadOnlyList<TextEmbedding> pieces, CancellationToken cancellationToken);
}

/// <summary>The signature of one piece of an item.</summary>
public sealed record PieceSignature(Guid ItemId, byte[] Signature);

/// <summary>An item from before signatures were kept.</summary>
public sealed record UnsignedItem(Guid Id, string? Title, string Content);
