using System.Diagnostics;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Traffic.Processing;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>
/// Hands the letters of a bulk retry to the workers at its pace. Each step is one transaction with the place it has come to, so that
/// a crash neither loses nor repeats one.
/// </summary>
internal sealed class BulkRetryRunner(NpgsqlDataSource database, IServiceScopeFactory scopes, TimeProvider time) : ISessionRunner
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    public async Task<IReadOnlyList<ClaimedSession>> Claim(int limit, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var claim = Guid.CreateVersion7(now);
        var rows = await database.List<(Guid Id, string OrgId)>(
            """
            update dead_letter_retries
            set claim = @claim, leased_until = @Until
            where id in (
                select id from dead_letter_retries
                where status = 'running' and (leased_until is null or leased_until <= @now)
                order by started_at
                limit @limit
                for update skip locked)
            returning id, org_id
            """, new { now, claim, limit, Until = now + Lease }, cancellationToken);
        return [.. rows.Select(row => new ClaimedSession(row.Id, row.OrgId, claim))];
    }

    public async Task Run(ClaimedSession session, CancellationToken cancellationToken)
    {
        var rate = await database.FindOne<int>("select rate_per_second from dead_letter_retries where id = @Id", session, cancellationToken);
        using var timer = new PeriodicTimer(Beat);
        var (allowance, last) = (1.0, Stopwatch.GetTimestamp());

        while (await Lend(session, time.Now() + Lease, cancellationToken) && await Step(session, (int)allowance, cancellationToken))
        {
            allowance -= (int)allowance;
            await timer.WaitForNextTickAsync(cancellationToken);
            allowance = Math.Min(rate, allowance + (rate * Stopwatch.GetElapsedTime(last).TotalSeconds));
            last = Stopwatch.GetTimestamp();
        }
    }

    public Task Release(ClaimedSession session, CancellationToken cancellationToken) => Lend(session, null, cancellationToken);

    private async Task<bool> Lend(ClaimedSession session, DateTimeOffset? until, CancellationToken cancellationToken) => await database.Execute(
        "update dead_letter_retries set leased_until = @until where id = @Id and claim = @Claim and status = 'running'",
        new { session.Id, session.Claim, until }, cancellationToken) == 1;

    private async Task<bool> Step(ClaimedSession session, int count, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(session.OrgId);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ContinueBulkRetry(session.Id, count), cancellationToken);
    }
}
