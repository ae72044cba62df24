using Hivemind.Application.Work.Costs;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Costs;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Costs;

internal sealed class ModelPriceRepository(DbSession session) : IModelPriceRepository
{
    public async Task<IReadOnlyList<ModelPrice>> List(string orgId, CancellationToken cancellationToken)
    {
        await session.Execute(
            "select pg_advisory_xact_lock_shared(hashtextextended('model_prices:' || @orgId, 0))", new { orgId }, cancellationToken);

        return await session.List<ModelPrice>(
            $"select {PriceSql.Columns} from model_prices price where {PriceSql.Visible}", new { orgId }, cancellationToken);
    }

    public async Task<ModelPrice> Add(ModelPrice price, CancellationToken cancellationToken)
    {
        await session.Execute(
            "select pg_advisory_xact_lock(hashtextextended('model_prices:' || @OrgId, 0))", new { price.OrgId }, cancellationToken);

        var added = await session.Execute(
            """
            insert into model_prices (id, org_id, model, token_kind, usd_per_million, effective_from, created_by, created_at)
            values (@Id, @OrgId, @Model, @TokenKind, @UsdPerMillion, @EffectiveFrom, @CreatedBy, @CreatedAt)
            on conflict (coalesce(org_id, ''), lower(model), token_kind, effective_from) do nothing
            """, price, cancellationToken);

        return added == 1
            ? await Find(price.OrgId ?? "", price.Id, cancellationToken) ?? throw new InvalidOperationException("The new price did not come back.")
            : throw RuleException.Duplicate("The model and kind have a price from this moment on.", await session.FindOne<Guid>(
                """
                select id
                from model_prices
                where coalesce(org_id, '') = @OrgId and lower(model) = lower(@Model) and token_kind = @TokenKind and effective_from = @EffectiveFrom
                """, price, cancellationToken));
    }

    public Task<ModelPrice?> Find(string orgId, Guid id, CancellationToken cancellationToken) => session.FindOne<ModelPrice>(
        $"select {PriceSql.Columns} from model_prices price where price.id = @id and {PriceSql.Visible}", new { orgId, id }, cancellationToken);

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from model_prices where id = @id", new { id }, cancellationToken);
}
