using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Common;

/// <summary>Counters in PostgreSQL: one row per limit, key and window, moved by one statement.</summary>
internal sealed class RateLimits(NpgsqlDataSource database, CallContext call, TimeProvider time) : IRateLimits
{
    public async Task Take(string name, string key, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        if (limit <= 0)
            return;

        var now = time.Now();
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Ticks), TimeSpan.Zero);

        // A count past the limit is not moved further, so the row says how many were let through.
        var count = await database.FindOne<int?>(
            """
            insert into rate_counters as c (name, key, window_start, count)
            values (@name, @key, @start, 1)
            on conflict (name, key, window_start) do update set count = c.count + 1 where c.count < @limit
            returning count
            """, new { name, key, start, limit }, cancellationToken);

        var reset = (int)Math.Ceiling((start + window - now).TotalSeconds);
        call.Note(new LimitState(name, limit, (int)window.TotalSeconds, limit - (count ?? limit), reset));

        if (count is null)
            throw RuleException.RateLimited($"The limit '{name}' of {limit} in {window.TotalSeconds:0} s is used up.", reset);
    }
}
