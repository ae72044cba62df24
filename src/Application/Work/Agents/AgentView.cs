using Hivemind.Application.Common;
using Hivemind.Domain.Work.Agents;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Agents;

/// <summary>A kind of agent that can execute runs.</summary>
public sealed record AgentView(
    string Name,
    string? OrgId,
    AgentType AgentType,
    string Description,
    bool IsBuiltin,
    int MaxConcurrent,
    int TimeoutSeconds,
    int Priority,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static AgentView Of(AgentDefinition agent) => new(
        agent.Name, agent.OrgId, agent.AgentType, agent.Description, agent.IsBuiltin, agent.MaxConcurrent, agent.TimeoutSeconds,
        agent.Priority, agent.CreatedAt, agent.UpdatedAt, agent.RowVersion);
}

/// <summary>An agent of the catalogue with what it does right now in the organisation.</summary>
/// <param name="Running">Its runs that are running.</param>
/// <param name="Queued">Its runs that wait for a worker.</param>
public sealed record CatalogueAgent(
    string Name,
    AgentType AgentType,
    string Description,
    bool IsBuiltin,
    int MaxConcurrent,
    int TimeoutSeconds,
    int Priority,
    int Running,
    int Queued);
