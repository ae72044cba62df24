using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Costs;
using MediatR;

namespace Hivemind.Application.Work.Costs;

/// <summary>Computes the costs of a bounded number of runs anew that a price of the past concerns; true when there are more.</summary>
[Access(Audience.Public)]
public sealed record RecountCosts : ICommand<bool>;

internal sealed class RecountCostsHandler(ICostRecounts recounts, IModelPriceRepository prices, TimeProvider time) : IRequestHandler<RecountCosts, bool>
{
    public async Task<bool> Handle(RecountCosts command, CancellationToken cancellationToken)
    {
        if (await recounts.Next(cancellationToken) is not { } recount)
            return false;

        // The runs are locked before the prices are read, so that an older step can never undo a newer one.
        var runs = await recounts.LockRuns(recount, cancellationToken);
        var valid = await prices.List(recount.OrgId, cancellationToken);
        var price = valid.First(one => one.Id == recount.PriceId);
        var now = time.Now();
        var changed = runs
            .Where(run => price.Concerns(run.Model, run.CompletedAt ?? now))
            .Select(run => (run.Id, Cost: CostCalculator.Compute(run.Tokens, run.Model, valid, run.CompletedAt ?? now), Before: run.CostUsd))
            .Where(run => run.Cost != run.Before)
            .ToDictionary(run => run.Id, run => run.Cost);

        await recounts.Save(recount, runs, changed, cancellationToken);
        return true;
    }
}

/// <summary>Computed costs that a price of the past changes, gone through in steps that survive the process.</summary>
public interface ICostRecounts
{
    /// <summary>Remembers that the runs since the price's beginning are to be gone through.</summary>
    Task Queue(ModelPrice price, CancellationToken cancellationToken);

    /// <summary>The oldest recount that nobody works at; null when there is none.</summary>
    Task<CostRecount?> Next(CancellationToken cancellationToken);

    /// <summary>The next runs with a computed cost; none when the recount is done.</summary>
    Task<IReadOnlyList<PricedRun>> LockRuns(CostRecount recount, CancellationToken cancellationToken);

    /// <summary>Keeps the new costs, what they do to the totals of conversations, and how far the recount is.</summary>
    Task Save(CostRecount recount, IReadOnlyList<PricedRun> runs, IReadOnlyDictionary<Guid, decimal> costs, CancellationToken cancellationToken);
}

/// <summary>How far the runs of an organisation have been gone through for one price.</summary>
public sealed record CostRecount(Guid PriceId, string OrgId, Guid AfterId);

/// <summary>What decides the computed cost of a run.</summary>
public sealed record PricedRun(Guid Id, string? Model, IReadOnlyDictionary<string, long> Tokens, decimal CostUsd, DateTimeOffset? CompletedAt);
