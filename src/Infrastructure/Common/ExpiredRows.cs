using Hivemind.Application.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Common;

internal sealed class ExpiredRows(DbSession session) : IExpiredRows
{
    private const int Batch = 2000;

    public async Task<bool> Remove(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Sessions stay for a month after their end, for whoever asks where an account was signed in.
        var parameters = new { Batch, Hour = now.AddHours(-1), Day = now.AddHours(-24), Month = now.AddDays(-30) };
        var more = false;
        foreach (var statement in Statements)
            more |= await session.Execute(statement, parameters, cancellationToken) == Batch;

        return more;
    }

    private static readonly string[] Statements =
    [
        "delete from idempotency_records where ctid = any (array(select ctid from idempotency_records where claimed_at < @Day limit @Batch))",
        "delete from rate_counters where ctid = any (array(select ctid from rate_counters where window_start < @Day limit @Batch))",
        "delete from stream_tickets where ctid = any (array(select ctid from stream_tickets where expires_at < @Hour limit @Batch))",
        "delete from failed_logins where ctid = any (array(select ctid from failed_logins where at < @Hour limit @Batch))",
        "delete from sessions where ctid = any (array(select ctid from sessions where least(expires_at, revoked_at) < @Month limit @Batch))",
    ];
}
