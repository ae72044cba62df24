using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>A dead letter when its retry has ended. A handler that takes long is not waited for: the letter is then still retrying.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record AwaitRetry(Guid Id) : IQuery<DeadLetterView>;

internal sealed class AwaitRetryHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<AwaitRetry, DeadLetterView>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<DeadLetterView> Handle(AwaitRetry query, CancellationToken cancellationToken)
    {
        var found = await letters.Await(call.OrgId, [query.Id], Patience, cancellationToken);
        return found.Count == 0 ? throw new NotFoundException("dead letter") : DeadLetterView.Of(found[0], call.Caller);
    }
}
