using Hivemind.Application.Work.Costs;
using Hivemind.Domain.Work.Costs;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Costs;

internal sealed class CostRecounts(DbSession session) : ICostRecounts
{
    private const int Step = 500;

    public Task Queue(ModelPrice price, CancellationToken cancellationToken) => session.Execute(
        """
        insert into cost_recounts (price_id, org_id, created_at)
        values (@Id, @OrgId, @CreatedAt)
        """, new { price.Id, price.OrgId, price.CreatedAt }, cancellationToken);

    public Task<CostRecount?> Next(CancellationToken cancellationToken) => session.FindOne<CostRecount>(
        """
        select price_id, org_id, after_id
        from cost_recounts
        order by created_at, price_id
        limit 1
        for update skip locked
        """, null, cancellationToken);

    public Task<IReadOnlyList<PricedRun>> LockRuns(CostRecount recount, CancellationToken cancellationToken) => session.List<PricedRun>(
        """
        select id, model, tokens, cost_usd, completed_at
        from tasks
        where org_id = @OrgId and cost_source = 'computed' and id > @AfterId
        order by id
        limit @Step
        for no key update
        """, new { recount.OrgId, recount.AfterId, Step }, cancellationToken);

    public async Task Save(CostRecount recount, IReadOnlyList<PricedRun> runs, IReadOnlyDictionary<Guid, decimal> costs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            await session.Execute("delete from cost_recounts where price_id = @PriceId", new { recount.PriceId }, cancellationToken);
            return;
        }

        // Totals of conversations first, while the runs still show what they cost before; conversations in order of their ids.
        var parameters = new { Ids = costs.Keys.ToArray(), Costs = costs.Values.ToArray(), recount.PriceId, LastId = runs[^1].Id };
        await session.Execute(
            """
            with moved as (
                select run.conversation_id, sum(priced.cost_usd - run.cost_usd) as cost_usd
                from unnest(@Ids, @Costs) as priced (id, cost_usd)
                join tasks run on run.id = priced.id
                where run.conversation_id is not null and run.status in ('completed', 'failed')
                group by run.conversation_id
            ),
            locked as (
                select conversation.id, moved.cost_usd
                from conversations conversation
                join moved on moved.conversation_id = conversation.id
                order by conversation.id
                for no key update of conversation
            )
            update conversations conversation
            set total_cost_usd = conversation.total_cost_usd + locked.cost_usd, row_version = conversation.row_version + 1
            from locked
            where locked.id = conversation.id
            """, parameters, cancellationToken);

        await session.Execute(
            """
            update tasks run
            set cost_usd = priced.cost_usd, row_version = run.row_version + 1
            from unnest(@Ids, @Costs) as priced (id, cost_usd)
            where run.id = priced.id
            """, parameters, cancellationToken);
        await session.Execute("update cost_recounts set after_id = @LastId where price_id = @PriceId", parameters, cancellationToken);
    }
}
