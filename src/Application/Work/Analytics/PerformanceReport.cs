namespace Hivemind.Application.Work.Analytics;

/// <summary>How well the runs of some days went. Averages are null when there is nothing to average.</summary>
/// <param name="SuccessRate">Completed divided by all, from 0 to 1; 0 without any.</param>
/// <param name="AvgDurationSeconds">From creation to the end.</param>
/// <param name="AvgRunSeconds">From the start to the end.</param>
/// <param name="P95DurationSeconds">95 of 100 took at most so long from creation to the end; errs by at most 3.2 %.</param>
/// <param name="AvgTokens">Input and output tokens of the runs that reported them.</param>
/// <param name="CostPerHour">Every hour of the last days, at most 31 times 24, ending with the current one.</param>
/// <param name="TasksPerDay">Every day, ending today.</param>
/// <param name="ByAgent">Highest cost first. Runs without an agent are left out.</param>
public sealed record PerformanceReport(
    long TotalTasks, long CompletedTasks, long FailedTasks, double SuccessRate, double? AvgDurationSeconds, double? AvgRunSeconds,
    double? P95DurationSeconds, double? AvgTokens, decimal? AvgCostUsd, IReadOnlyList<HourCost> CostPerHour,
    IReadOnlyList<DayTasks> TasksPerDay, IReadOnlyList<AgentPerformance> ByAgent);

/// <summary>What the runs created in an hour cost.</summary>
public sealed record HourCost(DateTimeOffset Bucket, decimal Cost);

/// <summary>How many runs were created on a day.</summary>
public sealed record DayTasks(DateOnly Date, long Count);

/// <summary>How well the runs of one agent went.</summary>
public sealed record AgentPerformance(
    string Agent, long TotalTasks, long CompletedTasks, long FailedTasks, double SuccessRate, double? AvgDurationSeconds, decimal CostUsd)
{
    internal static AgentPerformance Of(RunFigure agent) =>
        new(agent.Key, agent.Runs, agent.Completed, agent.Failed, agent.SuccessRate, agent.AverageAgeSeconds, agent.CostUsd);
}
