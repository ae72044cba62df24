using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>What became of an offered text. The message is a fixed sentence.</summary>
public sealed record ContributionResult(
    Guid? ContributionId, ContributionOutcome Status, KnowledgeCategory Category, string Message, Guid? DuplicateOf = null, Guid? ItemId = null)
{
    public static ContributionResult Queued(Guid id, KnowledgeCategory category) =>
        new(id, ContributionOutcome.Queued, category, "The contribution awaits review.");

    public static ContributionResult AutoApproved(Guid id, KnowledgeCategory category, Guid itemId) =>
        new(id, ContributionOutcome.AutoApproved, category, "The contribution was approved by a rule of the organisation.", ItemId: itemId);

    public static ContributionResult Duplicate(Guid existing, KnowledgeCategory category) =>
        new(null, ContributionOutcome.DuplicateDetected, category, "The commons already holds this knowledge.", DuplicateOf: existing);
}

/// <summary>What became of an offered text.</summary>
public enum ContributionOutcome
{
    Queued,
    AutoApproved,
    DuplicateDetected,
}
