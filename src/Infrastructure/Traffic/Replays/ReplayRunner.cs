using System.Diagnostics;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Application.Traffic.Replays;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Domain.Traffic.Replays;
using Hivemind.Infrastructure.Traffic.Processing;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic.Replays;

/// <summary>
/// Runs the handlers of a replay's events, one event after the other. How far it has come is kept every second: after a crash the
/// events of the last second may be handled once more.
/// </summary>
internal sealed class ReplayRunner(ReplayEvents events, HandlerRunner handlers, IServiceScopeFactory scopes) : ISessionRunner
{
    private const int BatchSize = 100;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<ClaimedSession>> Claim(int limit, CancellationToken cancellationToken) => events.Claim(limit, cancellationToken);

    public Task Release(ClaimedSession session, CancellationToken cancellationToken) => events.Release(session, cancellationToken);

    public async Task Run(ClaimedSession session, CancellationToken cancellationToken)
    {
        if (await Counted(session, cancellationToken) is not { } replay)
            return;

        var course = new Course(this, session, replay);
        while (!replay.DryRun && course.Replay.Left > 0)
        {
            var batch = await events.Next(course.Replay, Math.Min(BatchSize, course.Replay.Left), cancellationToken);
            if (batch.Count == 0)
                break;

            foreach (var e in batch.Select(row => row.ToEvent()))
            {
                if (!await course.Take(e, cancellationToken))
                    return;
            }
        }

        await Save(session, course.Replay, SessionStatus.Completed, cancellationToken);
    }

    private async Task<ReplaySession?> Counted(ClaimedSession session, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queries = scope.ServiceProvider.GetRequiredService<IReplayQueries>();
        if (await queries.Find(session.OrgId, session.Id, cancellationToken) is not { Status: SessionStatus.Running } replay)
            return null;

        if (replay.IsCounted)
            return replay;

        var (total, skipped) = await queries.Count(replay, cancellationToken);
        var counted = replay with { IsCounted = true, Progress = replay.Progress with { Total = total, Skipped = replay.DryRun ? skipped : 0 } };
        return await Save(session, counted, SessionStatus.Running, cancellationToken) ? counted : null;
    }

    private async Task<bool> Save(ClaimedSession session, ReplaySession replay, SessionStatus status, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(session.OrgId);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SaveReplayProgress(replay, status, session.Claim), cancellationToken);
    }

    /// <summary>A replay under way.</summary>
    private sealed class Course(ReplayRunner runner, ClaimedSession session, ReplaySession replay)
    {
        private long _savedAt = Stopwatch.GetTimestamp();

        public ReplaySession Replay { get; private set; } = replay;

        /// <returns>False when it must not go on.</returns>
        public async Task<bool> Take(RecordedEvent e, CancellationToken cancellationToken)
        {
            if (!await Wait(Replay.WaitBefore(e.ReceivedAt), cancellationToken))
                return false;

            // What waits for its first run is handled by that; a second hand on it would do things twice.
            var isPassedOver = e.Status is EventStatus.Received or EventStatus.Processing || (Replay.SkipProcessed && e.Status is EventStatus.Completed);
            if (isPassedOver)
            {
                Replay = Replay.Skip(e.ReceivedAt, e.Id);
            }
            else if (await Handle(e, cancellationToken) is { } failed)
            {
                Replay = Replay.Handled(e.ReceivedAt, e.Id, failed);
            }
            else
            {
                return false;
            }

            return Stopwatch.GetElapsedTime(_savedAt) < SaveEvery || await Save(cancellationToken);
        }

        /// <returns>Whether a handler failed; null when the replay must not go on.</returns>
        private async Task<bool?> Handle(RecordedEvent e, CancellationToken cancellationToken)
        {
            var failed = false;
            foreach (var name in runner.WantedBy(e.EventType))
            {
                var outcome = await Run(name, e, cancellationToken);
                while (outcome is { IsSuccess: false, Error: null })
                {
                    if (!await Wait(RetrySchedule.BusyDelay, cancellationToken))
                        return null;

                    outcome = await Run(name, e, cancellationToken);
                }

                failed |= outcome.Error is not null;
            }

            return failed;
        }

        private Task<HandlerOutcome> Run(string name, RecordedEvent e, CancellationToken cancellationToken) =>
            runner.RunHandler(name, new EventInHand(e) { ReplayId = session.Id }, cancellationToken);

        // Long waits are cut, so that the lease is renewed and a cancelled replay ends.
        private async Task<bool> Wait(TimeSpan time, CancellationToken cancellationToken)
        {
            for (var left = time; left > TimeSpan.Zero; left -= SaveEvery)
            {
                await Task.Delay(left < SaveEvery ? left : SaveEvery, cancellationToken);
                if (!await Save(cancellationToken))
                    return false;
            }

            return true;
        }

        private async Task<bool> Save(CancellationToken cancellationToken)
        {
            _savedAt = Stopwatch.GetTimestamp();
            return await runner.Save(session, Replay, SessionStatus.Running, cancellationToken);
        }
    }

    private string[] WantedBy(string eventType) => handlers.WantedBy([eventType])[eventType];

    private Task<HandlerOutcome> RunHandler(string name, EventInHand e, CancellationToken cancellationToken) => handlers.Run(name, e, cancellationToken);
}
