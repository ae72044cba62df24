using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Agents;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>Changes an agent of the organisation; what is not given stays. What runs goes on; the next claims keep the new limit.</summary>
[Access(Audience.Admin, Scope.WorkWrite)]
public sealed record UpdateAgent(
    string Name, AgentType? AgentType, string? Description, int? MaxConcurrent, int? TimeoutSeconds, int? Priority) : ICommand<AgentView>;

internal sealed class UpdateAgentValidator : AbstractValidator<UpdateAgent>
{
    public UpdateAgentValidator()
    {
        RuleFor(command => command.Description).Characters(0, AgentDefinition.MaxDescriptionLength);
        RuleFor(command => command.MaxConcurrent).InclusiveBetween(AgentDefinition.MinConcurrent, AgentDefinition.MaxMaxConcurrent);
        RuleFor(command => command.TimeoutSeconds).InclusiveBetween(AgentDefinition.MinTimeoutSeconds, AgentDefinition.MaxTimeoutSeconds);
        RuleFor(command => command.Priority).InclusiveBetween(0, AgentDefinition.MaxPriority);
    }
}

internal sealed class UpdateAgentHandler(IAgentRepository agents, CallContext call, TimeProvider time) : IRequestHandler<UpdateAgent, AgentView>
{
    public async Task<AgentView> Handle(UpdateAgent command, CancellationToken cancellationToken)
    {
        var agent = await agents.Get(call.OrgId, command.Name, cancellationToken);
        call.CheckVersion(agent.RowVersion);
        agent.CheckCustom();

        return AgentView.Of(await agents.Save(agent with
        {
            AgentType = command.AgentType ?? agent.AgentType,
            Description = command.Description ?? agent.Description,
            MaxConcurrent = command.MaxConcurrent ?? agent.MaxConcurrent,
            TimeoutSeconds = command.TimeoutSeconds ?? agent.TimeoutSeconds,
            Priority = command.Priority ?? agent.Priority,
            UpdatedAt = time.Now(),
        }, cancellationToken));
    }
}
