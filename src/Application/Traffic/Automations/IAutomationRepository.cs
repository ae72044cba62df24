using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Stores automations inside a command's transaction.</summary>
public interface IAutomationRepository
{
    /// <summary>Locks the row until the transaction ends.</summary>
    Task<Automation?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Add(Automation automation, CancellationToken cancellationToken);

    /// <summary>Saves and returns the next version.</summary>
    Task<Automation> Save(Automation automation, CancellationToken cancellationToken);

    /// <summary>Removes it with its windows, its waiting executions and its log.</summary>
    Task Remove(Guid id, CancellationToken cancellationToken);
}
