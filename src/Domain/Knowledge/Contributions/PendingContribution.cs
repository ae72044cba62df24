using Hivemind.Domain.Common;

namespace Hivemind.Domain.Knowledge.Contributions;

/// <summary>Knowledge that awaits review. Its text is already cleaned; what came in raw is nowhere.</summary>
public sealed record PendingContribution
{
    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string SourceAgentId { get; init; }

    public string? RunId { get; init; }

    public string? Title { get; init; }

    public required string Content { get; init; }

    public required string ContentHash { get; init; }

    public required KnowledgeCategory Category { get; init; }

    public required double Confidence { get; init; }

    public string? Framework { get; init; }

    public string? Language { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsSensitiveFlagged { get; init; }

    public ConflictAction ConflictAction { get; init; } = ConflictAction.Add;

    /// <summary>The item of the own organisation that the action concerns.</summary>
    public Guid? SupersedesItemId { get; init; }

    public uint[]? MinHash { get; init; }

    public int RowVersion { get; init; } = 1;

    public int ContentLength => Text.Length(Content);

    /// <summary>The same contribution with what a reviewer changed. New text was cleaned like new text from an agent.</summary>
    public PendingContribution Edited(SafeText? text, KnowledgeCategory? category)
    {
        var sorted = this with { Category = category ?? Category };
        return text is null
            ? sorted
            : sorted with { Title = text.Title, Content = text.Content, ContentHash = text.Hash, MinHash = text.MinHash, Tags = text.Tags };
    }

    /// <summary>Refuses a reviewer who is the contributor, or who made the contributing agent's key, where the organisation wants a second one.</summary>
    public void RequireSecondReviewer(string reviewer, bool reviewerMadeTheAgentsKey)
    {
        if (reviewer == SourceAgentId || reviewerMadeTheAgentsKey)
            throw new RuleException(ErrorCode.SecondReviewerRequired, "Somebody else must approve this contribution.");
    }
}
