using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Domain.Work.Costs;

/// <summary>The cost of a run that its worker did not report.</summary>
public static class RunCost
{
    /// <summary>Whether the prices decide what the run costs: its tokens are known and nobody reported a cost.</summary>
    public static bool IsComputed(this WorkTask run) => run is { IsRun: true, Tokens: not null, CostSource: not CostSource.Reported };

    /// <summary>The run with its cost by the prices valid when it ended, or now while it has not.</summary>
    public static WorkTask WithCost(this WorkTask run, IEnumerable<ModelPrice> prices, DateTimeOffset now) =>
        run is { Tokens: { } tokens } && run.IsComputed()
            ? run with { CostUsd = CostCalculator.Compute(tokens, run.Model, prices, run.CompletedAt ?? now), CostSource = CostSource.Computed }
            : run;
}
