using Hivemind.Domain.Work.Agents;

namespace Hivemind.Application.Work.Agents;

/// <summary>The catalogue of agents: the built-in ones and those of each organisation.</summary>
public interface IAgentRepository
{
    /// <summary>A built-in agent or one of the organisation; null when there is none of that name.</summary>
    Task<AgentDefinition?> Find(string orgId, string name, CancellationToken cancellationToken);

    /// <summary>Finds an agent and locks it; refuses a name that nobody has.</summary>
    Task<AgentDefinition> Get(string orgId, string name, CancellationToken cancellationToken);

    /// <returns>False when the name is taken.</returns>
    Task<bool> Add(AgentDefinition agent, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned.</summary>
    Task<AgentDefinition> Save(AgentDefinition agent, CancellationToken cancellationToken);

    Task Remove(string orgId, string name, CancellationToken cancellationToken);

    /// <summary>Notes that the runs of an agent changed.</summary>
    Task NoteChange(string orgId, string name, CancellationToken cancellationToken);

    /// <summary>Takes the notes away and says how busy the agents are that they name.</summary>
    Task<IReadOnlyList<AgentLoad>> TakeChanged(CancellationToken cancellationToken);
}
