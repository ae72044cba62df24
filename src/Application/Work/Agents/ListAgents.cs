using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>Every agent that can execute runs of the organisation, and how busy each is.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record ListAgents : IQuery<IReadOnlyList<CatalogueAgent>>;

internal sealed class ListAgentsHandler(IAgentQueries agents, CallContext call) : IRequestHandler<ListAgents, IReadOnlyList<CatalogueAgent>>
{
    public async Task<IReadOnlyList<CatalogueAgent>> Handle(ListAgents query, CancellationToken cancellationToken)
    {
        var loads = (await agents.CountRuns(call.OrgId, cancellationToken)).ToDictionary(load => load.Name);
        return
        [
            .. from agent in await agents.List(call.OrgId, cancellationToken)
               let load = loads.GetValueOrDefault(agent.Name)
               select new CatalogueAgent(
                   agent.Name, agent.AgentType, agent.Description, agent.IsBuiltin, agent.MaxConcurrent, agent.TimeoutSeconds, agent.Priority,
                   load?.Running ?? 0, load?.Queued ?? 0),
        ];
    }
}
