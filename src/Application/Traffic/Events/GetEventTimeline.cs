using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>What a person did over all channels, oldest first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetEventTimeline(Guid PersonId, DateTimeOffset? Since, DateTimeOffset? Until, int Limit, string? Cursor) : IQuery<MetaList<EventView>>;

internal sealed class GetEventTimelineHandler(IEventQueries events, CallContext call) : IRequestHandler<GetEventTimeline, MetaList<EventView>>
{
    public async Task<MetaList<EventView>> Handle(GetEventTimeline query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "event_timeline", call.OrgId, query.PersonId, query.Since, query.Until);
        var found = await events.Timeline(call.OrgId, query.PersonId, query.Since, query.Until, page, cancellationToken);
        return page.List([.. found.Select(EventView.Of)], one => new Cursor(one.ReceivedAt, one.Id));
    }
}
