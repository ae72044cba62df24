using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>What the organisation's runs cost, today (UTC) and ever, and what the money went into.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetAnalyticsSummary : IQuery<AnalyticsSummary>;

internal sealed class GetAnalyticsSummaryHandler(IRunFigures figures, CallContext call, TimeProvider time)
    : IRequestHandler<GetAnalyticsSummary, AnalyticsSummary>
{
    private static readonly FigureSelection Total = FigureSelection.Ever(FigureDimension.All);
    private static readonly FigureSelection ByAgent = FigureSelection.Ever(FigureDimension.Agent);
    private static readonly FigureSelection BySource = FigureSelection.Ever(FigureDimension.Source);
    private static readonly FigureSelection ByStatus = FigureSelection.Ever(FigureDimension.Status);
    private static readonly FigureSelection ByModel = FigureSelection.Ever(FigureDimension.Model);

    public async Task<AnalyticsSummary> Handle(GetAnalyticsSummary query, CancellationToken cancellationToken)
    {
        var day = TimelineBuckets.DayOf(time.GetUtcNow());
        var today = new FigureSelection(FigureDimension.All, FigureGrain.Day, day, day.AddDays(1), IsWhole: true);
        var found = await figures.Read(call.OrgId, [today, Total, ByAgent, BySource, ByStatus, ByModel], cancellationToken);

        return new(
            found[today].Sum(figure => figure.CostUsd), found[today].Sum(figure => figure.Runs),
            found[Total].Sum(figure => figure.CostUsd), found[Total].Sum(figure => figure.Runs),
            new(Costs(found[ByAgent]), Costs(found[BySource]), Costs(found[ByStatus]), Costs(found[ByModel])));
    }

    private static Dictionary<string, decimal> Costs(IEnumerable<RunFigure> figures) =>
        figures.OrderByDescending(figure => figure.CostUsd).ThenBy(figure => figure.Key, StringComparer.Ordinal)
            .ToDictionary(figure => figure.Key, figure => figure.CostUsd);
}

/// <summary>What runs cost in US dollars; deleted runs are counted.</summary>
/// <param name="TodayTasks">Runs created since midnight (UTC).</param>
public sealed record AnalyticsSummary(decimal TodayCost, long TodayTasks, decimal TotalCost, long TotalTasks, CostBreakdown CostBreakdown);

/// <summary>Costs by name, highest first. Runs that have no agent or no model are left out of that map.</summary>
public sealed record CostBreakdown(
    IReadOnlyDictionary<string, decimal> ByAgent, IReadOnlyDictionary<string, decimal> BySource,
    IReadOnlyDictionary<string, decimal> ByStatus, IReadOnlyDictionary<string, decimal> ByModel);
