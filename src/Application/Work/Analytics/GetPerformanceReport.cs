using System.Globalization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>How well the organisation's runs of the last days (UTC) went, today included.</summary>
[Access(Audience.Principal, Messaging.Scope.WorkRead)]
public sealed record GetPerformanceReport(int Days = 30) : IQuery<PerformanceReport>;

internal sealed class GetPerformanceReportValidator : AbstractValidator<GetPerformanceReport>
{
    public GetPerformanceReportValidator() => RuleFor(query => query.Days).InclusiveBetween(1, 365);
}

internal sealed class GetPerformanceReportHandler(IRunFigures figures, CallContext call, TimeProvider time)
    : IRequestHandler<GetPerformanceReport, PerformanceReport>
{
    private const int MaxDaysOfHours = 31;
    private const double MicrosecondsPerSecond = 1_000_000;

    public async Task<PerformanceReport> Handle(GetPerformanceReport query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var days = TimelineBuckets.Days(now, query.Days);
        var hours = TimelineBuckets.Hours(now, Math.Min(query.Days, MaxDaysOfHours) * 24);
        var (since, until) = (days[0], days[^1].AddDays(1));
        var whole = new FigureSelection(FigureDimension.All, FigureGrain.Day, since, until, IsWhole: true);
        var byAgent = whole with { Dimension = FigureDimension.Agent };
        var byAge = whole with { Dimension = FigureDimension.Age };
        var byDay = whole with { IsWhole = false };
        var byHour = new FigureSelection(FigureDimension.All, FigureGrain.Hour, hours[0], until, IsWhole: false);

        var found = await figures.Read(call.OrgId, [whole, byAgent, byAge, byDay, byHour], cancellationToken);
        var total = found[whole].FirstOrDefault() ?? RunFigure.None(since);
        var perDay = found[byDay].ToDictionary(day => day.Bucket, day => day.Runs);
        var perHour = found[byHour].ToDictionary(hour => hour.Bucket, hour => hour.CostUsd);

        return new(
            total.Runs, total.Completed, total.Failed, total.SuccessRate, total.AverageAgeSeconds, total.AverageRunSeconds,
            Percentile95(found[byAge]), total.AverageTokens, total.AverageCostUsd,
            [.. hours.Select(hour => new HourCost(hour, perHour.GetValueOrDefault(hour)))],
            [.. days.Select(day => new DayTasks(DateOnly.FromDateTime(day.UtcDateTime), perDay.GetValueOrDefault(day)))],
            [.. found[byAgent].OrderByDescending(agent => agent.CostUsd).ThenBy(agent => agent.Key, StringComparer.Ordinal).Select(AgentPerformance.Of)]);
    }

    private static double? Percentile95(IEnumerable<RunFigure> ages) =>
        LogHistogram.Percentile(ages.Select(age => KeyValuePair.Create(int.Parse(age.Key, CultureInfo.InvariantCulture), age.Runs)), 0.95)
            / MicrosecondsPerSecond;
}
