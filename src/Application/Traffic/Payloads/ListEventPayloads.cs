using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.Links;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>The payloads kept of one event.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListEventPayloads(Guid EventId) : IQuery<PayloadList>;

internal sealed class ListEventPayloadsHandler(IPayloadQueries payloads, IEventExistence events, CallContext call)
    : IRequestHandler<ListEventPayloads, PayloadList>
{
    public async Task<PayloadList> Handle(ListEventPayloads query, CancellationToken cancellationToken)
    {
        if (!await events.Exists(call.OrgId, query.EventId, cancellationToken))
            throw new NotFoundException("event");

        return new(await payloads.List(call.OrgId, query.EventId, cancellationToken));
    }
}
