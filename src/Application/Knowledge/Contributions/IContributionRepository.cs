using Hivemind.Application.Embeddings;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Pending contributions and the decisions on them, inside the command's transaction.</summary>
public interface IContributionRepository
{
    /// <param name="vectors">One for each chunk; null when they are made at approval.</param>
    Task Add(PendingContribution contribution, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken);

    /// <summary>Takes a pending contribution out of the queue: of several callers exactly one gets it, the others null.</summary>
    Task<PendingContribution?> Take(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Keeps the decision; for a rejection with the whole contribution, restorable for a while.</summary>
    Task Decide(ContributionDecision decision, CancellationToken cancellationToken);

    /// <summary>Forgets the vectors that were kept for an approval.</summary>
    Task DropVectors(Guid id, CancellationToken cancellationToken);

    /// <summary>Puts a rejected contribution back and forgets the decision; null when there is nothing to restore any more.</summary>
    Task<PendingContribution?> Restore(string orgId, Guid id, DateTimeOffset rejectedSince, CancellationToken cancellationToken);

    /// <summary>Removes restorable texts of rejections from before the instant; how many.</summary>
    Task<int> ForgetRejectedBefore(DateTimeOffset instant, int limit, CancellationToken cancellationToken);

    /// <summary>Changes what is not null; the new row version, or null when the contribution is gone or has another version.</summary>
    Task<int?> Update(string orgId, Guid id, KnowledgeCategory? category, bool? isSensitiveFlagged, int? expectedVersion, CancellationToken cancellationToken);
}

/// <summary>Items of the commons as approvals write them, inside the command's transaction.</summary>
public interface IKnowledgeRepository
{
    /// <summary>Inserts the item, unless a live item of the organisation has the same text: then that one's id is the answer.</summary>
    Task<Guid?> Insert(NewKnowledgeItem item, CancellationToken cancellationToken);

    /// <summary>The vectors of the item: the given ones, or those kept with its contribution.</summary>
    Task SetVectors(NewKnowledgeItem item, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken);

    /// <summary>Retires an item of the same organisation in favour of the new one; nothing when it is no longer live.</summary>
    Task Supersede(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken);

    /// <summary>From now on the new item holds and the match does not; both stay. Nothing when the match is no longer live.</summary>
    Task Fork(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken);

    /// <summary>Notes that the new item contradicts the match.</summary>
    Task AddContradiction(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken);
}
