using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>The replays of the organisation, newest first.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListReplays(int Limit, string? Cursor) : IQuery<MetaList<ReplayView>>;

internal sealed class ListReplaysHandler(IReplayQueries replays, CallContext call) : IRequestHandler<ListReplays, MetaList<ReplayView>>
{
    public async Task<MetaList<ReplayView>> Handle(ListReplays query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "replays", call.OrgId);
        var found = await replays.List(call.OrgId, page.Take, page.After, cancellationToken);
        return page.List([.. found.Select(ReplayView.Of)], replay => new Cursor(replay.StartedAt, replay.Id));
    }
}
