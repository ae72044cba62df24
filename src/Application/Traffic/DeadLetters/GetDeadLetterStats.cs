using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>How many dead letters the organisation has, by what became of them.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetDeadLetterStats : IQuery<DeadLetterStats>;

/// <summary>Counts of dead letters.</summary>
/// <param name="Total">Of all four states.</param>
/// <param name="ByEventType">Of all four states.</param>
[CamelCase]
public sealed record DeadLetterStats(
    long Total, long Pending, long Retrying, long Resolved, long Abandoned, IReadOnlyDictionary<string, long> ByEventType);

internal sealed class GetDeadLetterStatsHandler(IDeadLetterQueries letters, CallContext call) : IRequestHandler<GetDeadLetterStats, DeadLetterStats>
{
    public Task<DeadLetterStats> Handle(GetDeadLetterStats query, CancellationToken cancellationToken) => letters.Stats(call.OrgId, cancellationToken);
}
