using System.Globalization;
using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Domain.Common;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>Counts every figure anew from the rows themselves, in plain C#, and compares it with what the server answers.</summary>
internal sealed class Recount
{
    private readonly IReadOnlyList<CountedTask> _tasks;
    private readonly IReadOnlyList<CountedTask> _runs;
    private readonly DateTimeOffset _now;
    private readonly Caller _caller;

    private Recount(Caller caller, DateTimeOffset now, IReadOnlyList<CountedTask> tasks) =>
        (_caller, _now, _tasks, _runs) = (caller, now, tasks, [.. tasks.Where(task => task.Kind == "run")]);

    /// <summary>Every panel of the organisation equals its rows. Nobody may write meanwhile.</summary>
    public static async Task Check(Caller caller, DateTimeOffset? now = null)
    {
        await using var connection = await caller.Server.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<CountedTask>(
            """
            select kind, status, priority, category, deleted_at, assigned_agent, source, model, created_at, started_at, completed_at,
                input_tokens, output_tokens, cost_usd, duration_seconds, conversation_id
            from tasks
            where org_id = @OrgId
            """, new { caller.OrgId });
        var recount = new Recount(caller, now ?? TimeProvider.System.GetUtcNow(), [.. rows]);

        await recount.CheckAges();
        await recount.CheckSummary();
        await recount.CheckHistogram("day", 30);
        await recount.CheckHistogram("hour", 2);
        await recount.CheckAgents();
        await recount.CheckPerformance();
        await ConversationRecount.Check(caller, recount._runs);
        await recount.CheckDashboard();
    }

    /// <summary>What percentiles come from, cell by cell.</summary>
    private async Task CheckAges()
    {
        await using var connection = await _caller.Server.Database.OpenConnectionAsync();
        var cells = await connection.QueryAsync<(string Cell, long Runs)>(
            """
            select key, sum(runs)::bigint
            from run_figures_now
            where org_id = @OrgId and dimension = 'age'
            group by key
            having sum(runs) <> 0
            """, new { _caller.OrgId });

        var expected = _runs.Where(run => run.CompletedAt is not null)
            .CountBy(run => $"{LogHistogram.CellOf((run.CompletedAt - run.CreatedAt)?.Ticks / 10 ?? 0)}").Select(cell => (cell.Key, (long)cell.Value));
        Assert.That(cells, Is.EquivalentTo(expected), "ages");
    }

    private async Task CheckSummary()
    {
        var today = _runs.Where(run => run.CreatedAt >= TimelineBuckets.DayOf(_now)).ToList();
        var answer = await Get("analytics/summary");

        Figures.Same(answer, "today_cost", today.Sum(run => run.CostUsd ?? 0));
        Figures.Same(answer, "today_tasks", today.Count);
        Figures.Same(answer, "total_cost", _runs.Sum(run => run.CostUsd ?? 0));
        Figures.Same(answer, "total_tasks", _runs.Count);
        var breakdown = answer.GetProperty("cost_breakdown");
        Figures.Same(breakdown, "by_agent", Costs(run => run.AssignedAgent));
        Figures.Same(breakdown, "by_source", Costs(run => run.Source));
        Figures.Same(breakdown, "by_status", Costs(run => run.Status));
        Figures.Same(breakdown, "by_model", Costs(run => run.Model));
    }

    private async Task CheckHistogram(string granularity, int days)
    {
        var isDaily = granularity == "day";
        var buckets = isDaily ? TimelineBuckets.Days(_now, days) : TimelineBuckets.Hours(_now, days * 24);
        var runs = _runs.ToLookup(run => isDaily ? TimelineBuckets.DayOf(run.CreatedAt) : TimelineBuckets.HourOf(run.CreatedAt));
        var answer = await Get($"analytics/costs/histogram?days={days}&granularity={granularity}");

        Figures.Same(answer, "costs", buckets.Select(bucket => runs[bucket].Sum(run => run.CostUsd ?? 0)));
        Figures.Same(answer, "task_counts", buckets.Select(bucket => runs[bucket].Count()));
        Figures.Same(answer, "tokens", buckets.Select(bucket => runs[bucket].Sum(run => run.Tokens ?? 0)));
        Figures.Same(answer, "error_counts", buckets.Select(bucket => runs[bucket].Count(run => run.Status == "failed")));
        Figures.Near(answer.GetProperty("avg_latency").EnumerateArray().Select(value => value.GetDouble()),
            buckets.Select(bucket => runs[bucket].Average(run => run.DurationSeconds * 1000) ?? 0), "avg_latency");
    }

    private async Task CheckAgents()
    {
        var agents = Since(30).Where(run => run.AssignedAgent is not null).GroupBy(run => run.AssignedAgent)
            .Select(agent => (Name: agent.Key, Cost: agent.Sum(run => run.CostUsd ?? 0), Count: agent.Count()))
            .OrderByDescending(agent => agent.Cost).ThenBy(agent => agent.Name, StringComparer.Ordinal).ToList();
        var answer = await Get("analytics/costs/by-agent");

        Figures.Same(answer, "agents", agents.Select(agent => agent.Name));
        Figures.Same(answer, "costs", agents.Select(agent => agent.Cost));
        Figures.Same(answer, "task_counts", agents.Select(agent => agent.Count));
    }

    private async Task CheckPerformance()
    {
        var runs = Since(7);
        var answer = await Get("analytics/performance?days=7");

        Figures.Same(answer, "total_tasks", runs.Count);
        Figures.Same(answer, "completed_tasks", runs.Count(run => run.Status == "completed"));
        Figures.Same(answer, "failed_tasks", runs.Count(run => run.Status == "failed"));
        Figures.Near(answer, "success_rate", runs.Count == 0 ? 0 : (double)runs.Count(run => run.Status == "completed") / runs.Count);
        Figures.Near(answer, "avg_duration_seconds", runs.Average(run => (run.CompletedAt - run.CreatedAt)?.TotalSeconds));
        Figures.Near(answer, "avg_run_seconds", runs.Average(run => (run.CompletedAt - run.StartedAt)?.TotalSeconds));
        Figures.Near(answer, "avg_tokens", runs.Average(run => run.Tokens));
        Figures.Near(answer, "avg_cost_usd", (double?)runs.Average(run => run.CostUsd), 0.0000006);
        Figures.Near(answer, "p95_duration_seconds", Figures.Percentile95([.. runs.Select(run => run.CompletedAt - run.CreatedAt).OfType<TimeSpan>().Order()]), 0.000002, 3.2);
        var hours = runs.ToLookup(run => TimelineBuckets.HourOf(run.CreatedAt));
        Figures.Same(answer, "cost_per_hour", TimelineBuckets.Hours(_now, 7 * 24).Select(hour => new { bucket = hour, cost = hours[hour].Sum(run => run.CostUsd ?? 0) }));
        var days = runs.ToLookup(run => TimelineBuckets.DayOf(run.CreatedAt));
        Figures.Same(answer, "tasks_per_day", TimelineBuckets.Days(_now, 7).Select(day => new { date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), count = days[day].Count() }));
    }

    private async Task CheckDashboard()
    {
        var tasks = _tasks.Where(task => task.DeletedAt is null).ToList();
        var answer = await Get("dashboard/summary?scope=org");

        Figures.Same(answer, "total_tasks", tasks.Count);
        Figures.Same(answer, "completed_tasks", tasks.Count(task => task.Status == "completed"));
        Figures.Same(answer, "tasks_by_status", Counts(tasks, task => task.Status));
        Figures.Same(answer, "tasks_by_priority", Counts(tasks, task => task.Priority));
        Figures.Same(answer, "tasks_by_category", Counts(tasks, task => task.Category ?? "uncategorized"));
    }

    private List<CountedTask> Since(int days) => [.. _runs.Where(run => run.CreatedAt >= TimelineBuckets.Days(_now, days)[0])];

    private Dictionary<string, decimal> Costs(Func<CountedTask, string?> key) =>
        _runs.Where(run => key(run) is not null).GroupBy(key).OrderByDescending(group => group.Sum(run => run.CostUsd ?? 0))
            .ThenBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key ?? "", group => group.Sum(run => run.CostUsd ?? 0));

    private static Dictionary<string, int> Counts(IEnumerable<CountedTask> tasks, Func<CountedTask, string> key) =>
        tasks.GroupBy(key).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count());

    private async Task<JsonElement> Get(string path) => (await _caller.Get(path)).Expect(HttpStatusCode.OK).Json;
}
