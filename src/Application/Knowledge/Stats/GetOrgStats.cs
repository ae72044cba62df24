using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Stats;

/// <summary>What the own organisation gives to the commons and what it is worth to others.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record GetOrgStats : IQuery<OrgStats>;

internal sealed class GetOrgStatsHandler(IStatistics statistics, CallContext call, TimeProvider time) : IRequestHandler<GetOrgStats, OrgStats>
{
    public Task<OrgStats> Handle(GetOrgStats query, CancellationToken cancellationToken) =>
        statistics.Organisation(call.OrgId, time.Now(), cancellationToken);
}

/// <summary>Figures of one organisation.</summary>
/// <param name="RetrievalsByOthers">Retrievals by anybody but the contributing agent.</param>
/// <param name="TopItems">At most 5, most retrieved first.</param>
/// <param name="RetrievalsByOtherOrgs">Retrievals by agents of other organisations.</param>
public sealed record OrgStats(
    long ContributionsTotal, long ContributionsPending,
    [property: JsonPropertyName("contributions_approved_24h")] long ContributionsApproved24h,
    long RetrievalsByOthers, long HelpfulCount, long NotHelpfulCount, IReadOnlyList<TopItem> TopItems, long RetrievalsByOtherOrgs);

/// <summary>An item and how often it was retrieved.</summary>
public sealed record TopItem(Guid Id, string Title, int RetrievalCount);
