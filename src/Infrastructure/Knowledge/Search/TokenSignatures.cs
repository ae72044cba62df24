using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Search;

internal sealed class TokenSignatures(ReadDatabase database, DbSession session) : ITokenSignatures
{
    public Task<IReadOnlyList<PieceSignature>> Of(IReadOnlyList<Guid> items, CancellationToken cancellationToken) =>
        database.List<PieceSignature>(
            "select item_id, signature from token_signatures where item_id = any (@Items)", new { Items = items.ToArray() }, cancellationToken);

    public Task<IReadOnlyList<UnsignedItem>> Missing(int limit, CancellationToken cancellationToken) =>
        database.List<UnsignedItem>(
            """
            select id, title, content
            from knowledge_items i
            where deleted_at is null
                and exists (select from knowledge_embeddings where item_id = i.id)
                and not exists (select from token_signatures where item_id = i.id)
            order by id desc
            limit @limit
            """, new { limit }, cancellationToken);

    public Task Add(Guid item, IReadOnlyList<TextEmbedding> pieces, CancellationToken cancellationToken) =>
        SignatureRows.Add(session, item, pieces, cancellationToken);
}
