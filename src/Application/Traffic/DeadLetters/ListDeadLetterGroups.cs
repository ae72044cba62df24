using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>The dead letters by the cause of their error, those with the most pending ones first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListDeadLetterGroups(DeadLetterChoice Choice, int Limit) : IQuery<DeadLetterGroups>;

/// <summary>Dead letters whose errors differ only in ids, numbers and quoted values.</summary>
/// <param name="Subject">The name of the handler.</param>
/// <param name="SampleError">The error of the newest of them.</param>
/// <param name="SampleId">The newest of them.</param>
[CamelCase]
public sealed record DeadLetterGroup(
    string Fingerprint, string Subject, string EventType, string SampleError, Guid SampleId, long Total, long Pending, long Retrying, long Resolved,
    long Abandoned, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt);

/// <summary>Groups of dead letters.</summary>
[CamelCase]
public sealed record DeadLetterGroups(IReadOnlyList<DeadLetterGroup> Items);

internal sealed class ListDeadLetterGroupsHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<ListDeadLetterGroups, DeadLetterGroups>
{
    public async Task<DeadLetterGroups> Handle(ListDeadLetterGroups query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > MetaPage.MaxLimit)
            throw new ValidationFailedException("limit", $"1 to {MetaPage.MaxLimit}.");

        return new(await letters.Groups(call.OrgId, query.Choice.Read(), query.Limit, cancellationToken));
    }
}
