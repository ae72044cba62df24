using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Agents;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Agents;

/// <summary>Adds an agent of the organisation to the catalogue.</summary>
[Access(Audience.Admin, Scope.WorkWrite)]
public sealed record CreateAgent : ICommand<AgentView>
{
    public required string Name { get; init; }
    public required AgentType AgentType { get; init; }
    public string? Description { get; init; }

    /// <summary>How many of its runs may be under way at once, 1 to 10; default 3.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>How long a run of it may take, 60 or more; default 600.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>0 to 100; of equally urgent runs those of the higher one go first. Default 50.</summary>
    public int? Priority { get; init; }
}

internal sealed class CreateAgentValidator : AbstractValidator<CreateAgent>
{
    public CreateAgentValidator()
    {
        RuleFor(command => command.Name).Must(AgentDefinition.IsName).WithMessage("1 to 64 lower-case letters, digits, _ or -.");
        RuleFor(command => command.Description).Characters(0, AgentDefinition.MaxDescriptionLength);
        RuleFor(command => command.MaxConcurrent).InclusiveBetween(AgentDefinition.MinConcurrent, AgentDefinition.MaxMaxConcurrent);
        RuleFor(command => command.TimeoutSeconds).InclusiveBetween(AgentDefinition.MinTimeoutSeconds, AgentDefinition.MaxTimeoutSeconds);
        RuleFor(command => command.Priority).InclusiveBetween(0, AgentDefinition.MaxPriority);
    }
}

internal sealed class CreateAgentHandler(IAgentRepository agents, CallContext call, TimeProvider time) : IRequestHandler<CreateAgent, AgentView>
{
    public async Task<AgentView> Handle(CreateAgent command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var agent = new AgentDefinition
        {
            OrgId = call.OrgId,
            Name = command.Name,
            AgentType = command.AgentType,
            Description = command.Description ?? "",
            MaxConcurrent = command.MaxConcurrent ?? AgentDefinition.DefaultConcurrent,
            TimeoutSeconds = command.TimeoutSeconds ?? AgentDefinition.DefaultTimeoutSeconds,
            Priority = command.Priority ?? AgentDefinition.DefaultPriority,
            CreatedAt = now,
            UpdatedAt = now,
        };

        if (await agents.Find(call.OrgId, agent.Name, cancellationToken) is not null || !await agents.Add(agent, cancellationToken))
            throw RuleException.Duplicate("An agent has this name.", agent.Name);

        return AgentView.Of(agent);
    }
}
