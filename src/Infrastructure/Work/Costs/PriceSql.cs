namespace Hivemind.Infrastructure.Work.Costs;

/// <summary>How prices are read: the end of each is the beginning of the next of its model and kind.</summary>
internal static class PriceSql
{
    public const string Columns =
        """
        price.id, price.org_id, price.model, price.token_kind, trim_scale(price.usd_per_million) as usd_per_million, price.effective_from,
        (
            select min(later.effective_from)
            from model_prices later
            where coalesce(later.org_id, '') = coalesce(price.org_id, '') and lower(later.model) = lower(price.model)
                and later.token_kind = price.token_kind and later.effective_from > price.effective_from
        ) as effective_to,
        price.created_by, price.created_at
        """;

    /// <summary>What an organisation may see: its own prices and those of the deployment.</summary>
    public const string Visible = "coalesce(price.org_id, '') in ('', @orgId)";
}
