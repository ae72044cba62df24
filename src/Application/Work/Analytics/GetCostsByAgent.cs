using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>What each agent cost within the last days (UTC), today included.</summary>
[Access(Audience.Principal, Messaging.Scope.WorkRead)]
public sealed record GetCostsByAgent(int Days = 30) : IQuery<AgentCosts>;

internal sealed class GetCostsByAgentValidator : AbstractValidator<GetCostsByAgent>
{
    public GetCostsByAgentValidator() => RuleFor(query => query.Days).InclusiveBetween(1, 365);
}

internal sealed class GetCostsByAgentHandler(IRunFigures figures, CallContext call, TimeProvider time) : IRequestHandler<GetCostsByAgent, AgentCosts>
{
    public async Task<AgentCosts> Handle(GetCostsByAgent query, CancellationToken cancellationToken)
    {
        var days = TimelineBuckets.Days(time.GetUtcNow(), query.Days);
        var selection = new FigureSelection(FigureDimension.Agent, FigureGrain.Day, days[0], days[^1].AddDays(1), IsWhole: true);

        var agents = (await figures.Read(call.OrgId, [selection], cancellationToken))[selection]
            .OrderByDescending(agent => agent.CostUsd).ThenBy(agent => agent.Key, StringComparer.Ordinal).ToList();

        IReadOnlyList<string> names = [.. agents.Select(agent => agent.Key)];
        return new(names, names, [.. agents.Select(agent => agent.CostUsd)], [.. agents.Select(agent => agent.Runs)]);
    }
}

/// <summary>Parallel arrays, highest cost first. Runs without an agent are left out.</summary>
/// <param name="Subagents">The same list as agents.</param>
public sealed record AgentCosts(
    IReadOnlyList<string> Agents, IReadOnlyList<string> Subagents, IReadOnlyList<decimal> Costs, IReadOnlyList<long> TaskCounts);
