using Hivemind.Domain.Knowledge;

namespace Hivemind.Infrastructure.Knowledge.Quality;

/// <summary>What the score of an item is made from.</summary>
internal sealed record QualityRow(
    Guid Id, long Helpful, long NotHelpful, long Retrievals, double DaysSinceActivity, long Contradictions, long Clusters, bool IsCurrent,
    double QualityScore, DateTimeOffset? QualityComputedAt)
{
    /// <summary>Of knowledge_items item, at the parameter now. Each look into the signals is a short way down their index.</summary>
    public const string Columns =
        """
        item.id, item.helpful_count::bigint as helpful, item.not_helpful_count::bigint as not_helpful, item.retrieval_count::bigint as retrievals,
        (extract(epoch from @now - coalesce((
            select max(latest.created_at)
            from unnest('{retrieval,outcome_solved,outcome_not_helpful}'::text[]) kind
            cross join lateral (
                select created_at
                from quality_signals
                where knowledge_item_id = item.id and signal_type = kind and not is_self and superseded_at is null
                order by created_at desc
                limit 1
            ) latest
        ), item.contributed_at)) / 86400)::double precision as days_since_activity,
        (select count(*) from quality_signals
            where knowledge_item_id = item.id and signal_type = 'contradiction' and not is_self and superseded_at is null) as contradictions,
        (select count(*) from quality_signals
            where knowledge_item_id = item.id and signal_type = 'contradiction_cluster' and not is_self and superseded_at is null) as clusters,
        item.expired_at is null and (item.invalid_at is null or item.invalid_at > @now) as is_current,
        item.quality_score, item.quality_computed_at
        """;

    public QualityInputs Inputs() => new(
        Helpful, NotHelpful, Retrievals, DaysSinceActivity, Contradictions, Retrievals + Helpful + NotHelpful + Contradictions + Clusters, IsCurrent);
}
