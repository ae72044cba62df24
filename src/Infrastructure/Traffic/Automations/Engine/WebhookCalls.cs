using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Queues calls in the transaction of the action. They are sealed, because their headers may hold credentials.</summary>
internal sealed class WebhookCalls(DbSession session, ISecretBox secrets, AutomationBell bell, TimeProvider time) : IWebhookCalls
{
    public async Task Queue(string orgId, Guid automationId, WebhookCall call, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var id = Guid.CreateVersion7(now);
        var sealedCall = await secrets.Seal(Encoding.UTF8.GetBytes(EngineJson.Write(call)), CallQueue.Purpose(id), cancellationToken);
        await session.Execute(
            """
            insert into automation_calls (id, org_id, automation_id, request, timeout_ms, due_at, created_at)
            values (@id, @orgId, @automationId, @sealedCall, @TimeoutMs, @now, @now)
            """, new { id, orgId, automationId, sealedCall, call.TimeoutMs, now }, cancellationToken);
        session.AfterCommit(bell.Ring);
    }
}

/// <summary>A call this process may make.</summary>
internal sealed record ClaimedCall(Guid Id, Guid AutomationId, Guid Claim, WebhookCall Call, int Attempts);

/// <summary>Hands out calls that are due; one that is not settled in time is handed out again.</summary>
internal sealed class CallQueue(NpgsqlDataSource database, ISecretBox secrets, TimeProvider time)
{
    /// <summary>After the first and the second failure; the third is the last.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)];

    public static string Purpose(Guid id) => $"automation_call:{id}";

    public async Task<IReadOnlyList<ClaimedCall>> Claim(int limit, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            """
            update automation_calls c
            set claim = gen_random_uuid(), attempts = c.attempts + 1, due_at = @now::timestamptz + (c.timeout_ms + 10000) * interval '1 millisecond'
            from (select id from automation_calls where due_at <= @now order by due_at limit @limit for update skip locked) due
            where c.id = due.id
            returning c.id, c.automation_id, c.claim, c.request, c.attempts
            """, new { now = time.Now(), limit }, cancellationToken);

        List<ClaimedCall> claimed = [];
        foreach (var row in rows)
        {
            var call = await secrets.Open(row.Request, Purpose(row.Id), cancellationToken);
            claimed.Add(new ClaimedCall(row.Id, row.AutomationId, row.Claim, EngineJson.Read<WebhookCall>(Encoding.UTF8.GetString(call)), row.Attempts));
        }

        return claimed;
    }

    /// <returns>True when the call is over: it succeeded, or was tried often enough.</returns>
    public async Task<bool> Settle(ClaimedCall call, bool isSuccess, CancellationToken cancellationToken)
    {
        var isOver = isSuccess || call.Attempts > Pauses.Length;
        if (isOver)
            await database.Execute("delete from automation_calls where id = @Id and claim = @Claim", new { call.Id, call.Claim }, cancellationToken);
        else
            await database.Execute("update automation_calls set due_at = @Due where id = @Id and claim = @Claim",
                new { call.Id, call.Claim, Due = time.Now() + Pauses[call.Attempts - 1] }, cancellationToken);

        return isOver;
    }

    private sealed record Row(Guid Id, Guid AutomationId, Guid Claim, byte[] Request, int Attempts);
}
