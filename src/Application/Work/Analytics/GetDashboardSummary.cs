using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>How busy the whole deployment is, for anybody: numbers only. With a credential also for the own organisation alone.</summary>
[Access(Audience.Public)]
public sealed record GetDashboardSummary(SummaryScope? Scope) : IQuery<DashboardSummary>;

internal sealed class GetDashboardSummaryHandler(ICounters counters, CallContext call, TimeProvider time)
    : IRequestHandler<GetDashboardSummary, DashboardSummary>
{
    public async Task<DashboardSummary> Handle(GetDashboardSummary query, CancellationToken cancellationToken)
    {
        var counts = await counters.Read(query.Scope is SummaryScope.Org ? call.OrgId : null, cancellationToken);
        var byStatus = Map(counts[CounterDimension.Status]);
        var users = Map(counts[CounterDimension.User]);

        return new(
            byStatus.Values.Sum(), byStatus.GetValueOrDefault("completed"), users.GetValueOrDefault("active"), users.GetValueOrDefault("online"),
            Map(counts[CounterDimension.Priority]), Map(counts[CounterDimension.Category]), byStatus, time.Now());
    }

    private static Dictionary<string, long> Map(IEnumerable<Count> counts) =>
        counts.OrderByDescending(count => count.Number).ThenBy(count => count.Key, StringComparer.Ordinal).ToDictionary(count => count.Key, count => count.Number);
}

/// <summary>Whose figures are asked for.</summary>
public enum SummaryScope
{
    /// <summary>The caller's organisation.</summary>
    Org,
}

/// <summary>Tasks of both kinds that are not deleted, and users. Maps hold only groups that exist, largest first.</summary>
/// <param name="TasksByCategory">Tasks without a category count as uncategorized.</param>
public sealed record DashboardSummary(
    long TotalTasks, long CompletedTasks, long ActiveUsers, long OnlineUsers, IReadOnlyDictionary<string, long> TasksByPriority,
    IReadOnlyDictionary<string, long> TasksByCategory, IReadOnlyDictionary<string, long> TasksByStatus, DateTimeOffset GeneratedAt);

/// <summary>Numbers of things that exist now. Exact at every moment.</summary>
public interface ICounters
{
    /// <param name="orgId">Null counts over the whole deployment.</param>
    Task<ILookup<CounterDimension, Count>> Read(string? orgId, CancellationToken cancellationToken);
}

/// <summary>What is counted: tasks by one of their properties, or users.</summary>
public enum CounterDimension
{
    Status,
    Priority,
    Category,
    User,
}

/// <summary>How many there are of one key; never 0.</summary>
public sealed record Count(string Key, long Number);
