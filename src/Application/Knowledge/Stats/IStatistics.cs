namespace Hivemind.Application.Knowledge.Stats;

/// <summary>Figures of the commons, computed from its rows at the moment they are asked for.</summary>
public interface IStatistics
{
    Task<CommonsStats> Commons(DateTimeOffset now, CancellationToken cancellationToken);

    Task<OrgStats> Organisation(string orgId, DateTimeOffset now, CancellationToken cancellationToken);

    Task<UserStats> Agents(string orgId, string? agentId, CancellationToken cancellationToken);

    /// <param name="orgId">Null counts all organisations.</param>
    Task<IReadOnlyList<GrowthBucket>> Growth(string? orgId, int days, GrowthGranularity granularity, DateTimeOffset now, CancellationToken cancellationToken);
}
