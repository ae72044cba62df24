using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;
using MediatR;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>Ends a replay; the event in hand is finished.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record CancelReplay(Guid Id) : ICommand<ReplayView>;

internal sealed class CancelReplayHandler(IReplayRepository replays, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<CancelReplay, ReplayView>
{
    public async Task<ReplayView> Handle(CancelReplay command, CancellationToken cancellationToken)
    {
        var stored = await replays.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("replay");

        var cancelled = stored.End(SessionStatus.Cancelled, time.Now());
        await replays.Save(cancelled, cancellationToken);
        await audit.Write("replay.cancelled", "replay", $"{cancelled.Id}",
            new { cancelled.Progress.Processed, cancelled.Progress.Total }, cancellationToken);
        return ReplayView.Of(cancelled);
    }
}
