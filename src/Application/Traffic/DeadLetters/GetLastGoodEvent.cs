using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>The newest event like that of a dead letter which went well, to compare the payloads.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetLastGoodEvent(Guid DeadLetterId) : IQuery<LastGoodEvent>;

/// <summary>An event that went well, of the same type and, where it has one, the same instance.</summary>
[CamelCase]
public sealed record LastGoodEvent(Guid EventId, string EventType, Guid? InstanceId, DateTimeOffset ReceivedAt, JsonElement? Payload);

internal sealed class GetLastGoodEventHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<GetLastGoodEvent, LastGoodEvent>
{
    public async Task<LastGoodEvent> Handle(GetLastGoodEvent query, CancellationToken cancellationToken)
    {
        var letter = await letters.Find(call.OrgId, query.DeadLetterId, cancellationToken) ?? throw new NotFoundException("dead letter");
        return await letters.LastGood(letter, cancellationToken) ?? throw new NotFoundException("event of this type that went well");
    }
}
