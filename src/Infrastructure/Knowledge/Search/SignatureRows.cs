using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Search;

/// <summary>Writes the signatures of a text where its vectors are written, in the same transaction. Pieces without one have no row.</summary>
internal static class SignatureRows
{
    public static Task AddPending(DbSession session, Guid contributionId, IReadOnlyList<TextEmbedding> pieces, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into pending_token_signatures (contribution_id, piece, signature)
            select @Id, piece, signature
            from unnest(@Pieces, @Signatures) given (piece, signature)
            """, Given(contributionId, pieces), cancellationToken);

    public static Task DropPending(DbSession session, Guid contributionId, CancellationToken cancellationToken) =>
        session.Execute("delete from pending_token_signatures where contribution_id = @contributionId", new { contributionId }, cancellationToken);

    /// <summary>Those kept with the contribution become those of its item.</summary>
    public static Task Move(DbSession session, Guid contributionId, Guid itemId, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with kept as (delete from pending_token_signatures where contribution_id = @contributionId returning piece, signature)
            insert into token_signatures (item_id, piece, signature)
            select @itemId, piece, signature
            from kept
            """, new { contributionId, itemId }, cancellationToken);

    /// <summary>Of an item that went away meanwhile nothing is kept, and what another process wrote stays.</summary>
    public static Task Add(DbSession session, Guid itemId, IReadOnlyList<TextEmbedding> pieces, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into token_signatures (item_id, piece, signature)
            select item.id, given.piece, given.signature
            from (select id from knowledge_items where id = @Id and deleted_at is null for key share) item
            cross join unnest(@Pieces, @Signatures) given (piece, signature)
            on conflict do nothing
            """, Given(itemId, pieces), cancellationToken);

    private static object Given(Guid id, IReadOnlyList<TextEmbedding> pieces)
    {
        var signed = pieces.Select((piece, number) => (piece.Signature, number)).Where(piece => piece.Signature is not null).ToList();
        return new
        {
            Id = id,
            Pieces = signed.Select(piece => piece.number).ToArray(),
            Signatures = signed.Select(piece => piece.Signature ?? []).ToArray(),
        };
    }
}
