using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Stats;

/// <summary>How knowledge grew, by day or by hour (UTC), with every bucket present.</summary>
[Access(Audience.Principal, Messaging.Scope.CommonsRead)]
public sealed record GetGrowthStats(int Days = 30, GrowthGranularity Granularity = GrowthGranularity.Day, GrowthScope Scope = GrowthScope.Commons)
    : IQuery<GrowthStats>;

internal sealed class GetGrowthStatsValidator : AbstractValidator<GetGrowthStats>
{
    public GetGrowthStatsValidator() => RuleFor(query => query.Days).InclusiveBetween(1, 365);
}

internal sealed class GetGrowthStatsHandler(IStatistics statistics, CallContext call, TimeProvider time) : IRequestHandler<GetGrowthStats, GrowthStats>
{
    public async Task<GrowthStats> Handle(GetGrowthStats query, CancellationToken cancellationToken)
    {
        var orgId = query.Scope is GrowthScope.Org ? call.OrgId : null;
        return new(query.Granularity, query.Scope, await statistics.Growth(orgId, query.Days, query.Granularity, time.Now(), cancellationToken));
    }
}

/// <summary>How long a bucket is.</summary>
public enum GrowthGranularity
{
    Day,
    Hour,
}

/// <summary>Whose items are counted.</summary>
public enum GrowthScope
{
    Commons,
    Org,
}

/// <summary>The buckets, oldest first; the last is the current one.</summary>
public sealed record GrowthStats(GrowthGranularity Granularity, GrowthScope Scope, IReadOnlyList<GrowthBucket> Buckets);

/// <summary>Items that came in a bucket, and how many there were at its end; those deleted since are not counted.</summary>
public sealed record GrowthBucket(DateTimeOffset Bucket, long Added, long Total);
