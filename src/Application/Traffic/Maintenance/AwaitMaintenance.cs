using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.Maintenance;

/// <summary>What came of a run of the maintenance. Retries that take long are not waited for: they are processed, and neither succeeded nor failed.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record AwaitMaintenance(MaintenanceStarted Started) : IQuery<MaintenanceResult>;

/// <summary>What a run of the maintenance did.</summary>
/// <param name="PayloadCleanup">How many payloads were removed.</param>
/// <param name="DeadLetterCleanup">How many dead letters were removed.</param>
[CamelCase]
public sealed record MaintenanceResult(AutoRetryResult AutoRetry, int PayloadCleanup, int DeadLetterCleanup);

/// <summary>What came of the automatic retries that were due.</summary>
[CamelCase]
public sealed record AutoRetryResult(int Processed, int Succeeded, int Failed);

internal sealed class AwaitMaintenanceHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<AwaitMaintenance, MaintenanceResult>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<MaintenanceResult> Handle(AwaitMaintenance query, CancellationToken cancellationToken)
    {
        var (retried, payloads, removed) = (query.Started.Retried, query.Started.PayloadCleanup, query.Started.DeadLetterCleanup);
        var ended = retried.Count == 0 ? [] : await letters.Await(call.OrgId, retried, Patience, cancellationToken);
        return new(
            new AutoRetryResult(
                retried.Count,
                ended.Count(letter => letter.Status is DeadLetterStatus.Resolved),
                ended.Count(letter => letter.Status is DeadLetterStatus.Pending)),
            payloads, removed);
    }
}
