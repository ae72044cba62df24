using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>One replay and how far it has come.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetReplay(Guid Id) : IQuery<ReplayView>;

internal sealed class GetReplayHandler(IReplayQueries replays, CallContext call) : IRequestHandler<GetReplay, ReplayView>
{
    public async Task<ReplayView> Handle(GetReplay query, CancellationToken cancellationToken) =>
        ReplayView.Of(await replays.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("replay"));
}
