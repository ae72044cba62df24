using Hivemind.Application.Common;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Says that this process runs automations, and knows when the next window fires.</summary>
internal sealed class EngineBeat(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly Guid _id = Guid.CreateVersion7(time.GetUtcNow());

    public async Task Say(CancellationToken cancellationToken)
    {
        var now = time.Now();
        await database.Execute(
            """
            with gone as (delete from automation_engines where seen_at < @Old)
            insert into automation_engines (id, seen_at)
            values (@_id, @now)
            on conflict (id) do update set seen_at = excluded.seen_at
            """, new { _id, now, Old = now - Forgotten }, cancellationToken);
    }

    public Task Leave(CancellationToken cancellationToken) =>
        database.Execute("delete from automation_engines where id = @_id", new { _id }, cancellationToken);

    /// <summary>How long until the next window fires, at most the time given.</summary>
    public async Task<TimeSpan> UntilNextWindow(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var next = await database.FindOne<DateTimeOffset?>("select min(fires_at) from automation_windows;", null, cancellationToken);
        var left = next - time.GetUtcNow() ?? atMost;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < atMost ? left : atMost;
    }
}
