using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>How many payloads the organisation keeps, and how much room they take.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetPayloadStats : IQuery<PayloadStats>;

internal sealed class GetPayloadStatsHandler(IPayloadQueries payloads, CallContext call) : IRequestHandler<GetPayloadStats, PayloadStats>
{
    public Task<PayloadStats> Handle(GetPayloadStats query, CancellationToken cancellationToken) => payloads.Stats(call.OrgId, cancellationToken);
}
