using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>One event of the organisation, whole.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetEvent(Guid Id) : IQuery<EventView>;

internal sealed class GetEventHandler(IEventQueries events, CallContext call) : IRequestHandler<GetEvent, EventView>
{
    public async Task<EventView> Handle(GetEvent query, CancellationToken cancellationToken) =>
        EventView.Of(await events.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("event"));
}
