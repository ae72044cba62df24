using Hivemind.Application.Live;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>Tells live clients how busy the agents are whose runs changed: sent once a second, so no agent is told of more often.</summary>
[Access(Audience.Public)]
public sealed record AnnounceAgents : ICommand<bool>;

/// <summary>How many runs of an agent run and wait.</summary>
public sealed record AgentStatusMessage(string Name, int Running, int Queued);

internal sealed class AnnounceAgentsHandler(IAgentRepository agents, ILiveLog live) : IRequestHandler<AnnounceAgents, bool>
{
    public async Task<bool> Handle(AnnounceAgents command, CancellationToken cancellationToken)
    {
        foreach (var load in await agents.TakeChanged(cancellationToken))
        {
            var message = new AgentStatusMessage(load.Name, load.Running, load.Queued);
            await live.Append(new LiveMessage(load.OrgId, IsPublic: false, Topic.Agents, "agent_status", message), cancellationToken);
        }

        return false;
    }
}
