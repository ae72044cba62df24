using Hivemind.Domain.Work.Agents;

namespace Hivemind.Application.Work.Agents;

/// <summary>Reads the catalogue of agents.</summary>
public interface IAgentQueries
{
    Task<AgentDefinition?> Find(string orgId, string name, CancellationToken cancellationToken);

    /// <summary>The built-in agents and those of the organisation, by name.</summary>
    Task<IReadOnlyList<AgentDefinition>> List(string orgId, CancellationToken cancellationToken);

    /// <summary>How many runs of each agent of the organisation run and wait.</summary>
    Task<IReadOnlyList<AgentLoad>> CountRuns(string orgId, CancellationToken cancellationToken);
}

/// <summary>What an agent does right now in one organisation.</summary>
public sealed record AgentLoad(string OrgId, string Name, int Running, int Queued);
