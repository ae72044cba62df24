namespace Hivemind.Domain.Knowledge.Contributions;

/// <summary>An item at the moment it enters the commons. None of this but the visibility is changed afterwards.</summary>
public sealed record NewKnowledgeItem
{
    public required Guid Id { get; init; }

    /// <summary>The contribution as approved: with the reviewer's changes.</summary>
    public required PendingContribution Source { get; init; }

    /// <summary>Of the text as it was submitted.</summary>
    public required string OriginalHash { get; init; }

    public required bool IsPublic { get; init; }

    public required string ApprovedBy { get; init; }

    /// <summary>The reviewer, when the text is not the contributor's.</summary>
    public string? EditedBy { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    public string ShownTitle => KnowledgeTitle.Of(Source.Title, Source.Content);

    public IReadOnlyList<string>? Tags
    {
        get
        {
            var tags = Source.Tags?.Where(tag => tag != ContributionShape.ConflictTag).ToList();
            return tags is { Count: > 0 } ? tags : null;
        }
    }
}
