using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Live;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>
/// Lets a contribution into the commons: item, vectors, effects on the item it conflicts with, decision and announcements,
/// all in the caller's transaction. Reviewers and auto-approval share it.
/// </summary>
internal sealed class KnowledgeAdmission(
    IKnowledgeRepository knowledge, IContributionRepository contributions, ILiveLog live, ContributionNews news, IAuditLog audit)
{
    /// <param name="vectors">Null moves those kept with the contribution.</param>
    /// <returns>The live item of the organisation that already has this text, when nothing was let in.</returns>
    public async Task<Guid?> Admit(NewKnowledgeItem item, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken)
    {
        if (await knowledge.Insert(item, cancellationToken) is { } existing)
            return existing;

        await knowledge.SetVectors(item, vectors, cancellationToken);
        await ApplyConflict(item, cancellationToken);
        await Announce(item, cancellationToken);
        return null;
    }

    private async Task ApplyConflict(NewKnowledgeItem item, CancellationToken cancellationToken)
    {
        if (item.Source.SupersedesItemId is not { } match)
            return;

        var action = item.Source.ConflictAction;
        if (action is ConflictAction.Update)
            await knowledge.Supersede(item, match, cancellationToken);

        if (action is ConflictAction.VersionFork)
            await knowledge.Fork(item, match, cancellationToken);

        if (action is ConflictAction.Update or ConflictAction.FlaggedForReview)
            await knowledge.AddContradiction(item, match, cancellationToken);
    }

    private async Task Announce(NewKnowledgeItem item, CancellationToken cancellationToken)
    {
        var decision = new ContributionDecision
        {
            Contribution = item.Source,
            OriginalHash = item.OriginalHash,
            Decision = ContributionStatus.Approved,
            DecidedBy = item.ApprovedBy,
            DecidedAt = item.ApprovedAt,
            KnowledgeItemId = item.Id,
        };

        await contributions.Decide(decision, cancellationToken);
        await live.Append(Published(item), cancellationToken);
        await news.Decided(decision, item.IsPublic, cancellationToken);
        await audit.Write("contribution.approved", "contribution", item.Source.Id.ToString(),
            new { ItemId = item.Id, item.Source.Category, item.IsPublic, DecidedBy = item.ApprovedBy }, cancellationToken);
    }

    private static LiveMessage Published(NewKnowledgeItem item) =>
        new(item.Source.OrgId, item.IsPublic, Topic.Knowledge, item.IsPublic ? "public" : "private",
            new KnowledgeNews(item.Id, item.IsPublic, item.Source.OrgId, item.Source.Category, Text.Cut(item.ShownTitle, KnowledgeTitle.DerivedLength)));
}

/// <summary>What the knowledge feed carries of an item.</summary>
public sealed record KnowledgeNews(Guid Id, bool IsPublic, string OrgId, KnowledgeCategory Category, string Title);
