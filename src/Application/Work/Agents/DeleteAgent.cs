using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>Takes an agent of the organisation out of the catalogue. Its runs stay, and queued ones can still be claimed.</summary>
[Access(Audience.Admin, Scope.WorkWrite)]
public sealed record DeleteAgent(string Name) : ICommand<string>;

internal sealed class DeleteAgentHandler(IAgentRepository agents, CallContext call) : IRequestHandler<DeleteAgent, string>
{
    public async Task<string> Handle(DeleteAgent command, CancellationToken cancellationToken)
    {
        var agent = await agents.Get(call.OrgId, command.Name, cancellationToken);
        call.CheckVersion(agent.RowVersion);
        agent.CheckCustom();

        await agents.Remove(call.OrgId, agent.Name, cancellationToken);
        return agent.Name;
    }
}
