using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Instances inside a command's transaction. What is found is locked against other changes.</summary>
public interface IInstanceRepository
{
    Task<Instance?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>The other instance of the organisation that has the name. Until the end of the transaction nobody else settles names there.</summary>
    Task<Guid?> FindByName(string orgId, string name, Guid except, CancellationToken cancellationToken);

    /// <summary>Takes the default of a channel away from the others.</summary>
    Task ClearDefault(string orgId, string channel, Guid except, CancellationToken cancellationToken);

    Task Add(Instance instance, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned.</summary>
    Task<Instance> Save(Instance instance, CancellationToken cancellationToken);

    /// <summary>Removes it; its events stay.</summary>
    Task Remove(Guid id, CancellationToken cancellationToken);
}
