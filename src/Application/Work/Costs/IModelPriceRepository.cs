using Hivemind.Application.Common;
using Hivemind.Domain.Work.Costs;

namespace Hivemind.Application.Work.Costs;

/// <summary>Prices inside a command's transaction.</summary>
public interface IModelPriceRepository
{
    /// <summary>
    /// The prices of the organisation and of the deployment. None of the organisation can be added until the transaction ends, so that
    /// what is computed with them is there for a recount to find.
    /// </summary>
    Task<IReadOnlyList<ModelPrice>> List(string orgId, CancellationToken cancellationToken);

    /// <summary>Adds a price of the organisation after everything being computed with the former ones; refuses one for the same moment.</summary>
    Task<ModelPrice> Add(ModelPrice price, CancellationToken cancellationToken);

    /// <summary>Finds one of the organisation or of the deployment.</summary>
    Task<ModelPrice?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Remove(Guid id, CancellationToken cancellationToken);
}

/// <summary>Reads prices.</summary>
public interface IModelPriceQueries
{
    /// <summary>Those of the organisation and of the deployment, newest first.</summary>
    Task<OffsetList<ModelPriceView>> List(string orgId, string? model, OffsetPage page, CancellationToken cancellationToken);
}
