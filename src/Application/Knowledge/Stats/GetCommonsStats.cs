using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using MediatR;

namespace Hivemind.Application.Knowledge.Stats;

/// <summary>How much all organisations together know and use. Numbers only, nothing that names anybody.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record GetCommonsStats : IQuery<CommonsStats>;

internal sealed class GetCommonsStatsHandler(IStatistics statistics, TimeProvider time) : IRequestHandler<GetCommonsStats, CommonsStats>
{
    public Task<CommonsStats> Handle(GetCommonsStats query, CancellationToken cancellationToken) => statistics.Commons(time.Now(), cancellationToken);
}

/// <summary>Figures over all organisations. Windows end now.</summary>
/// <param name="GrowthRate24h">Items of the last 24 hours.</param>
/// <param name="GrowthRate7d">Items of the last 7 days.</param>
/// <param name="DomainsCovered">Categories that have an item.</param>
/// <param name="Categories">Largest first.</param>
public sealed record CommonsStats(
    long TotalItems, long TotalPending,
    [property: System.Text.Json.Serialization.JsonPropertyName("growth_rate_24h")] long GrowthRate24h,
    [property: System.Text.Json.Serialization.JsonPropertyName("growth_rate_7d")] long GrowthRate7d,
    [property: System.Text.Json.Serialization.JsonPropertyName("retrieval_volume_24h")] long RetrievalVolume24h,
    int DomainsCovered, IReadOnlyList<CategoryCount> Categories);

/// <summary>How many items a category has.</summary>
public sealed record CategoryCount(KnowledgeCategory Category, long Count);
