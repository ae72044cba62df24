using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Payloads;
using MediatR;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>The newest payload of a stage, with its text.</summary>
/// <param name="Stage">A stage that there is not is like one that nothing was kept of.</param>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetEventPayload(Guid EventId, string Stage) : IQuery<OpenPayloadView>;

internal sealed class GetEventPayloadHandler(IPayloadQueries payloads, CallContext call) : IRequestHandler<GetEventPayload, OpenPayloadView>
{
    public async Task<OpenPayloadView> Handle(GetEventPayload query, CancellationToken cancellationToken) =>
        EnumText.TryParse<PayloadStage>(query.Stage, out var stage)
            && await payloads.Open(call.OrgId, query.EventId, stage, cancellationToken) is { } payload
            ? payload
            : throw new NotFoundException("payload");
}
