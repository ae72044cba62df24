using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>One bulk retry and how far it has come.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetBulkRetry(Guid Id) : IQuery<BulkRetryView>;

internal sealed class GetBulkRetryHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<GetBulkRetry, BulkRetryView>
{
    public async Task<BulkRetryView> Handle(GetBulkRetry query, CancellationToken cancellationToken) =>
        BulkRetryView.Of(await letters.FindBulk(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("bulk retry"));
}
