using Hivemind.Application.Knowledge.Search;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Search;

internal sealed class SearchStatistics(DbSession session) : ISearchStatistics
{
    private const int Step = 20_000;

    public async Task<bool> Fold(CancellationToken cancellationToken)
    {
        // One folder at a time, and in key order, so that two never wait for each other's rows.
        if (!await session.FindOne<bool>("select pg_try_advisory_xact_lock(hashtext('search_lexemes'))", null, cancellationToken))
            return false;

        var moved = await session.FindOne<long>(
            """
            with taken as (
                delete from search_lexeme_changes
                where ctid = any (array(select ctid from search_lexeme_changes limit @Step))
                returning scope, is_live, lexeme, documents, length
            ),
            folded as (
                insert into search_lexemes as kept (scope, is_live, lexeme, documents, length)
                select scope, is_live, lexeme, sum(documents), sum(length)
                from taken
                group by scope, is_live, lexeme
                order by scope, is_live, lexeme
                on conflict (scope, is_live, lexeme) do update
                set documents = kept.documents + excluded.documents, length = kept.length + excluded.length
            )
            select count(*) from taken
            """, new { Step }, cancellationToken);

        return moved == Step;
    }
}
