using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>Keeps the times of an organisation's last contributions in one row: its lock makes one statement exact over all processes.</summary>
internal sealed class BurstLimit(NpgsqlDataSource database, CallContext call, TimeProvider time, IOptions<ContributionLimitOptions> options)
    : IBurstLimit
{
    private const string Name = "contribution_burst";

    public async Task Take(string orgId, CancellationToken cancellationToken)
    {
        var (limit, seconds) = await Settings(orgId, cancellationToken);
        if (limit <= 0)
            return;

        var now = time.Now();
        var since = now - TimeSpan.FromSeconds(seconds);
        var count = await database.FindOne<int?>(
            """
            insert into contribution_bursts as b (org_id, times)
            values (@orgId, array[@now::timestamptz])
            on conflict (org_id) do update
            set times = array(select t from unnest(b.times) t where t > @since) || @now::timestamptz
            where (select count(*) from unnest(b.times) t where t > @since) < @limit
            returning cardinality(times)
            """, new { orgId, now, since, limit }, cancellationToken);

        var wait = count is null ? await SecondsUntilFree(orgId, since, limit, cancellationToken) : seconds;
        call.Note(new LimitState(Name, limit, seconds, limit - (count ?? limit), wait));
        if (count is null)
            throw RuleException.RateLimited($"The organisation has contributed {limit} times in {seconds} s.", wait);
    }

    private async Task<int> SecondsUntilFree(string orgId, DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        var leaving = await database.FindOne<DateTimeOffset?>(
            """
            select t
            from contribution_bursts, unnest(times) t
            where org_id = @orgId and t > @since
            order by t desc
            offset @limit - 1
            limit 1
            """, new { orgId, since, limit }, cancellationToken);

        return leaving is { } at ? Math.Max(1, (int)Math.Ceiling((at - since).TotalSeconds)) : 1;
    }

    private async Task<(int Count, int Seconds)> Settings(string orgId, CancellationToken cancellationToken)
    {
        var own = await database.FindOne<Row>(
            """
            select (settings->>'burst_limit')::int as burst_limit, (settings->>'burst_window_seconds')::int as burst_window_seconds
            from organisations
            where id = @orgId
            """,
            new { orgId }, cancellationToken);

        return (own?.BurstLimit ?? options.Value.BurstCount, own?.BurstWindowSeconds ?? options.Value.BurstWindowSeconds);
    }

    private sealed record Row(int? BurstLimit, int? BurstWindowSeconds);
}
