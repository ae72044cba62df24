using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>An agent or a person offers a piece of knowledge. What is sensitive in it is taken out before it is stored.</summary>
[Access(Audience.Principal, Scope.CommonsWrite)]
public sealed record CreateContribution(ContributionInput Input) : ICommand<ContributionResult>
{
    /// <summary>Only work inside the server may leave the limits out; no edge lets a client choose this.</summary>
    public ContributionLimits Limits { get; init; } = ContributionLimits.All;
}

internal sealed class CreateContributionHandler(ContributionPipeline pipeline) : IRequestHandler<CreateContribution, ContributionResult>
{
    public Task<ContributionResult> Handle(CreateContribution command, CancellationToken cancellationToken) =>
        pipeline.Run(command.Input, command.Limits, cancellationToken);
}
