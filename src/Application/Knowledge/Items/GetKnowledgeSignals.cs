using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Why an item of the own organisation has its quality: what was counted, and every term of the score as of now.</summary>
[Access(Audience.Principal, Scope.CommonsRead)]
public sealed record GetKnowledgeSignals(Guid Id) : IQuery<KnowledgeSignalsView>;

internal sealed class GetKnowledgeSignalsHandler(IKnowledgeItems items, CallContext call, IOptions<QualityOptions> options, TimeProvider time)
    : IRequestHandler<GetKnowledgeSignals, KnowledgeSignalsView>
{
    public async Task<KnowledgeSignalsView> Handle(GetKnowledgeSignals query, CancellationToken cancellationToken)
    {
        var signals = await items.Signals(query.Id, call.OrgId, time.Now(), cancellationToken) ?? throw new NotFoundException("item");
        var terms = QualityScore.Compute(signals.Inputs, options.Value.Weights.Values, options.Value.HalfLifeDays);

        return new(query.Id, signals.Counts,
            new(terms.Usefulness, terms.Popularity, terms.Freshness, terms.ContradictionRate, terms.CurrentBonus),
            signals.QualityScore, signals.QualityComputedAt);
    }
}

/// <summary>The signals of an item by type, and the terms of the score before their weights.</summary>
/// <param name="QualityScore">As last stored; the terms are of now.</param>
public sealed record KnowledgeSignalsView(
    Guid ItemId, IReadOnlyDictionary<string, long> Counts, QualityTerms Breakdown, double QualityScore, DateTimeOffset? QualityComputedAt);

/// <summary>The terms of the quality score.</summary>
public sealed record QualityTerms(double Usefulness, double Popularity, double Freshness, double ContradictionRate, double CurrentBonus);
