using System.Globalization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>Costs and runs over time, with every bucket present: as many days ending today, or 24 times as many hours ending now.</summary>
[Access(Audience.Principal, Messaging.Scope.WorkRead)]
public sealed record GetCostHistogram(int Days = 30, CostGranularity Granularity = CostGranularity.Day) : IQuery<CostHistogram>;

internal sealed class GetCostHistogramValidator : AbstractValidator<GetCostHistogram>
{
    public GetCostHistogramValidator() => RuleFor(query => query.Days).InclusiveBetween(1, 365);
}

internal sealed class GetCostHistogramHandler(IRunFigures figures, CallContext call, TimeProvider time) : IRequestHandler<GetCostHistogram, CostHistogram>
{
    public async Task<CostHistogram> Handle(GetCostHistogram query, CancellationToken cancellationToken)
    {
        var isDaily = query.Granularity is CostGranularity.Day;
        var buckets = isDaily ? TimelineBuckets.Days(time.GetUtcNow(), query.Days) : TimelineBuckets.Hours(time.GetUtcNow(), query.Days * 24);
        var selection = new FigureSelection(
            FigureDimension.All, isDaily ? FigureGrain.Day : FigureGrain.Hour, buckets[0], DateTimeOffset.MaxValue, IsWhole: false);

        var found = (await figures.Read(call.OrgId, [selection], cancellationToken))[selection].ToDictionary(figure => figure.Bucket);
        var rows = buckets.Select(bucket => found.GetValueOrDefault(bucket) ?? RunFigure.None(bucket)).ToList();

        return new(
            [.. buckets.Select(bucket => bucket.ToString(isDaily ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))],
            [.. rows.Select(row => row.CostUsd)],
            [.. rows.Select(row => row.Runs)],
            [.. rows.Select(row => row.Tokens)],
            [.. rows.Select(row => row.AverageDurationMilliseconds ?? 0)],
            [.. rows.Select(row => row.Failed)]);
    }
}

/// <summary>How long a bucket is.</summary>
public enum CostGranularity
{
    Day,
    Hour,
}

/// <summary>Parallel arrays, oldest first; the last bucket is the current one. Runs count in the bucket they were created in.</summary>
/// <param name="Dates">YYYY-MM-DD, or the instant an hour begins at.</param>
/// <param name="Tokens">Input and output tokens.</param>
/// <param name="AvgLatency">Mean duration of the finished runs in milliseconds; 0 without any.</param>
/// <param name="ErrorCounts">Failed runs.</param>
public sealed record CostHistogram(
    IReadOnlyList<string> Dates, IReadOnlyList<decimal> Costs, IReadOnlyList<long> TaskCounts, IReadOnlyList<long> Tokens,
    IReadOnlyList<double> AvgLatency, IReadOnlyList<long> ErrorCounts);
