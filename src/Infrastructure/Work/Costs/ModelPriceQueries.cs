using Hivemind.Application.Common;
using Hivemind.Application.Work.Costs;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Costs;

internal sealed class ModelPriceQueries(NpgsqlDataSource database) : IModelPriceQueries
{
    private const string Filter = $"{PriceSql.Visible} and (@model::text is null or lower(price.model) = lower(@model))";

    public async Task<OffsetList<ModelPriceView>> List(string orgId, string? model, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, model, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset };
        var rows = await database.List<ModelPriceView>(
            $"""
            select {PriceSql.Columns}
            from model_prices price
            where {Filter} and (@AfterTime::timestamptz is null or (price.created_at, price.id) < (@AfterTime, @AfterId::uuid))
            order by price.created_at desc, price.id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from model_prices price where {Filter}", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }
}
