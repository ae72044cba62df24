using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>One dead letter; its stack for admins.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetDeadLetter(Guid Id) : IQuery<DeadLetterView>;

internal sealed class GetDeadLetterHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<GetDeadLetter, DeadLetterView>
{
    public async Task<DeadLetterView> Handle(GetDeadLetter query, CancellationToken cancellationToken) =>
        DeadLetterView.Of(await letters.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("dead letter"), call.Caller);
}
