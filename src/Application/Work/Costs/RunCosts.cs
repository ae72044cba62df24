using Hivemind.Application.Common;
using Hivemind.Domain.Work.Costs;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Costs;

/// <summary>Computes what a run costs when something changed that decides it, unless its worker reported the cost.</summary>
public sealed class RunCosts(IModelPriceRepository prices, TimeProvider time)
{
    public async Task<WorkTask> Apply(WorkTask before, WorkTask after, CancellationToken cancellationToken) =>
        after.IsComputed() && IsDecidedAnew(before, after)
            ? after.WithCost(await prices.List(after.OrgId, cancellationToken), time.Now())
            : after;

    private static bool IsDecidedAnew(WorkTask before, WorkTask after) =>
        after.CostUsd is null || !ReferenceEquals(before.Tokens, after.Tokens) || (before.Model, before.CompletedAt) != (after.Model, after.CompletedAt);
}
