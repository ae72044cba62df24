using Hivemind.Application.Work.Analytics;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Analytics;

internal sealed class CounterQueries(ReadDatabase database) : ICounters
{
    /// <summary>Under which the whole deployment is counted.</summary>
    public const string Deployment = "";

    public async Task<ILookup<CounterDimension, Count>> Read(string? orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            """
            select dimension, key, sum(n)::bigint as number
            from (
                select dimension, key, n
                from counters
                where org_id = @OrgId
                union all
                select dimension, key, n
                from counter_changes
                where @OrgId = '' or org_id = @OrgId
            ) counted
            group by dimension, key
            having sum(n) > 0
            """, new { OrgId = orgId ?? Deployment }, cancellationToken);

        return rows.ToLookup(row => EnumText.Parse<CounterDimension>(row.Dimension), row => new Count(row.Key, row.Number));
    }

    private sealed record Row(string Dimension, string Key, long Number);
}
