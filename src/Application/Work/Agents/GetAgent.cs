using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>One agent of the catalogue.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetAgent(string Name) : IQuery<AgentView>;

internal sealed class GetAgentHandler(IAgentQueries agents, CallContext call) : IRequestHandler<GetAgent, AgentView>
{
    public async Task<AgentView> Handle(GetAgent query, CancellationToken cancellationToken) =>
        AgentView.Of(await agents.Find(call.OrgId, query.Name, cancellationToken) ?? throw new NotFoundException("agent"));
}
