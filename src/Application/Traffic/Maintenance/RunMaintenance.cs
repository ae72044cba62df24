using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.Maintenance;

/// <summary>Runs now, for the caller's organisation, what the schedule does: due automatic retries are handed to the workers, and what is past its time is removed.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record RunMaintenance : ICommand<MaintenanceStarted>;

/// <summary>What a run of the maintenance began and removed.</summary>
public sealed record MaintenanceStarted(IReadOnlyList<Guid> Retried, int PayloadCleanup, int DeadLetterCleanup);

internal sealed class RunMaintenanceHandler(
    IDeadLetterRepository letters, IPayloadRepository payloads, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<RunMaintenance, MaintenanceStarted>
{
    public async Task<MaintenanceStarted> Handle(RunMaintenance command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await letters.FindDue(call.OrgId, now, RetryDueDeadLettersHandler.BatchSize, cancellationToken);
        var retried = await letters.Save([.. due.Select(letter => letter.Retry(RetryKind.Auto, null, force: false))], cancellationToken);

        var started = new MaintenanceStarted(
            [.. retried.Select(letter => letter.Id)],
            await payloads.RemoveExpired(call.OrgId, now, CleanUpProcessingHandler.StepSize, cancellationToken),
            await letters.RemoveClosed(call.OrgId, now - CleanUpProcessingHandler.LettersKept, CleanUpProcessingHandler.StepSize, cancellationToken));

        await audit.Write("maintenance.run", "organisation", call.OrgId,
            new { Retried = retried.Count, started.PayloadCleanup, started.DeadLetterCleanup }, cancellationToken);
        return started;
    }
}
