namespace Hivemind.Application.Work.Analytics;

/// <summary>What the runs of an organisation amount to, deleted ones included. Exact at every moment.</summary>
public interface IRunFigures
{
    /// <summary>Reads several selections as of one moment, so that their numbers agree with each other.</summary>
    Task<ILookup<FigureSelection, RunFigure>> Read(string orgId, IReadOnlyList<FigureSelection> selections, CancellationToken cancellationToken);
}

/// <summary>Figures of one dimension in a span of whole buckets by when the runs were created: one for each key and bucket, or for each key.</summary>
/// <param name="IsWhole">One figure over the whole span instead of one for each bucket.</param>
public sealed record FigureSelection(FigureDimension Dimension, FigureGrain Grain, DateTimeOffset Since, DateTimeOffset Until, bool IsWhole)
{
    /// <summary>All runs there ever were, by what they have in the dimension.</summary>
    public static FigureSelection Ever(FigureDimension dimension) =>
        new(dimension, FigureGrain.All, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, IsWhole: true);
}

/// <summary>What runs are told apart by. Those without it, such as runs without an agent, are left out.</summary>
public enum FigureDimension
{
    All,
    Agent,
    Source,
    Status,
    Model,

    /// <summary>By the cell of completed_at − created_at in microseconds.</summary>
    Age,
}

/// <summary>How long a bucket is.</summary>
public enum FigureGrain
{
    Hour,
    Day,
    All,
}

/// <summary>Sums over some runs.</summary>
/// <param name="Ran">Finished, and started before.</param>
/// <param name="Counted">Their tokens are known.</param>
/// <param name="Priced">Their cost is known.</param>
/// <param name="AgeMicroseconds">Of completed_at − created_at, over the finished.</param>
/// <param name="RunMicroseconds">Of completed_at − started_at, over those that ran.</param>
/// <param name="DurationMicroseconds">Of duration_seconds, over the finished.</param>
public sealed record RunFigure(
    DateTimeOffset Bucket, string Key, long Runs, long Completed, long Failed, long Finished, long Ran, long Counted, long Priced,
    decimal CostUsd, long Tokens, decimal AgeMicroseconds, decimal RunMicroseconds, decimal DurationMicroseconds)
{
    public static RunFigure None(DateTimeOffset bucket) => new(bucket, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Completed divided by all, 0 when there are none.</summary>
    public double SuccessRate => Runs == 0 ? 0 : (double)Completed / Runs;

    public double? AverageAgeSeconds => Average(AgeMicroseconds, Finished, 1_000_000);

    public double? AverageRunSeconds => Average(RunMicroseconds, Ran, 1_000_000);

    public double? AverageDurationMilliseconds => Average(DurationMicroseconds, Finished, 1_000);

    public double? AverageTokens => Average(Tokens, Counted, 1);

    public decimal? AverageCostUsd => Priced == 0 ? null : Math.Round(CostUsd / Priced, 6, MidpointRounding.AwayFromZero);

    private static double? Average(decimal sum, long count, decimal unit) => count == 0 ? null : (double)(sum / count / unit);
}
