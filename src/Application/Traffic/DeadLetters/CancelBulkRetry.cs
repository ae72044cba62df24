using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Ends a bulk retry. What it handed to the workers is still retried.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record CancelBulkRetry(Guid Id) : ICommand<BulkRetryView>;

internal sealed class CancelBulkRetryHandler(IBulkRetryRepository retries, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<CancelBulkRetry, BulkRetryView>
{
    public async Task<BulkRetryView> Handle(CancelBulkRetry command, CancellationToken cancellationToken)
    {
        var stored = await retries.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("bulk retry");

        var cancelled = stored.End(SessionStatus.Cancelled, time.Now());
        await retries.Save(cancelled, cancellationToken);
        await audit.Write("dead_letter_retry.cancelled", "dead_letter_retry", $"{cancelled.Id}", new { cancelled.Processed }, cancellationToken);
        return BulkRetryView.Of(cancelled);
    }
}
