using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>The events of the organisation, newest first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListEvents(EventFilter Filter, int Limit, string? Cursor) : IQuery<MetaList<EventView>>;

internal sealed class ListEventsHandler(IEventQueries events, CallContext call) : IRequestHandler<ListEvents, MetaList<EventView>>
{
    public async Task<MetaList<EventView>> Handle(ListEvents query, CancellationToken cancellationToken)
    {
        var filter = query.Filter.Checked();
        var page = MetaPage.Of(query.Limit, query.Cursor, "events", call.OrgId, filter);
        var found = await events.List(call.OrgId, filter, page, cancellationToken);
        return page.List([.. found.Select(EventView.Of)], one => new Cursor(one.ReceivedAt, one.Id));
    }
}
