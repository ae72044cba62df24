using Hivemind.Application.Knowledge.Quality;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Quality;

internal sealed class QualityRepository(DbSession session) : IQualityRepository
{
    /// <summary>The name of the job whose last run the statement below looks up.</summary>
    public const string JobName = "quality";

    // An item scored a moment ago waits for the next run, so that one run never scores it twice; the minute covers signals that
    // commit later than they happen.
    public async Task<IReadOnlyList<DueItem>> Due(DateTimeOffset now, DateTimeOffset scoredBefore, int size, CancellationToken cancellationToken)
    {
        var rows = await session.List<QualityRow>(
            $"""
            with signalled as (
                select distinct knowledge_item_id as id
                from quality_signals
                where created_at > coalesce(
                    (select value::timestamptz - interval '1 minute' from deployment_config where key = 'job:{JobName}'), '-infinity')
            ),
            due as (
                select item.id
                from knowledge_items item
                where item.deleted_at is null
                    and (item.quality_computed_at is null or item.quality_computed_at < @now - interval '5 minutes')
                    and (item.expired_at is null and (item.quality_computed_at is null or item.quality_computed_at < @scoredBefore)
                        or item.id in (select id from signalled) and exists (
                            select from quality_signals
                            where knowledge_item_id = item.id and created_at > item.quality_computed_at - interval '1 minute'))
                order by item.quality_computed_at nulls first, item.id
                limit @size
            )
            select {QualityRow.Columns}
            from due
            join knowledge_items item on item.id = due.id
            """, new { now, scoredBefore, size }, cancellationToken);

        return [.. rows.Select(row => new DueItem(row.Id, row.Inputs()))];
    }

    public Task Save(IReadOnlyList<ScoredItem> items, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with locked as materialized (
                select id
                from knowledge_items
                where id = any (@Ids)
                order by id
                for no key update
            )
            update knowledge_items
            set quality_score = scored.score, quality_computed_at = @now
            from unnest(@Ids, @Scores) scored (id, score)
            join locked on locked.id = scored.id
            where knowledge_items.id = scored.id
            """,
            new { Ids = items.Select(item => item.Id).ToArray(), Scores = items.Select(item => item.Score).ToArray(), now }, cancellationToken);
}
