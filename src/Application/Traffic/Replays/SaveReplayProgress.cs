using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Domain.Traffic.Replays;
using MediatR;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>Keeps how far a replay has come, or that it has ended. False when the worker shall not go on: it has ended, or another one goes on.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record SaveReplayProgress(ReplaySession Session, SessionStatus Status, Guid Claim) : ICommand<bool>;

internal sealed class SaveReplayProgressHandler(IReplayRepository replays, ReplayNews news, TimeProvider time) : IRequestHandler<SaveReplayProgress, bool>
{
    public async Task<bool> Handle(SaveReplayProgress command, CancellationToken cancellationToken)
    {
        var stored = await replays.Find(command.Session.OrgId, command.Session.Id, cancellationToken);
        if (stored is not { Status: SessionStatus.Running })
            return false;

        var session = command.Status is SessionStatus.Running ? command.Session : command.Session.End(command.Status, time.Now());
        if (!await replays.SaveProgress(session, command.Claim, cancellationToken))
            return false;

        if (session.Status is SessionStatus.Completed)
            await news.Tell(ReplayNews.Completed, session, cancellationToken);

        return session.Status is SessionStatus.Running;
    }
}
