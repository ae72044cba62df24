using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Stats;

/// <summary>What one agent, or all agents of the organisation, contributed and how it was received.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record GetUserStats(string? AgentId) : IQuery<UserStats>;

internal sealed class GetUserStatsValidator : AbstractValidator<GetUserStats>
{
    public GetUserStatsValidator() => RuleFor(query => query.AgentId).MaximumLength(255);
}

internal sealed class GetUserStatsHandler(IStatistics statistics, CallContext call) : IRequestHandler<GetUserStats, UserStats>
{
    public Task<UserStats> Handle(GetUserStats query, CancellationToken cancellationToken) =>
        statistics.Agents(call.OrgId, query.AgentId, cancellationToken);
}

/// <summary>Figures of one agent or of all.</summary>
/// <param name="AgentId">The agent that was asked for; null for all.</param>
/// <param name="AgentHelpfulRatio">Helpful votes divided by all votes, 4 decimals; null without votes.</param>
public sealed record UserStats(string? AgentId, long AgentContributions, long AgentRetrievalsReceived, double? AgentHelpfulRatio);
