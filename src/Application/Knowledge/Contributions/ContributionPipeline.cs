using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.AutoApprove;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>
/// The one way into the commons, for REST, MCP, the command line and imports. Embedding and searching come before the first
/// write, so that no transaction is open meanwhile. Nothing it says or logs tells what a text held.
/// </summary>
internal sealed class ContributionPipeline(
    CallContext call, ContributionGate gate, DuplicateSearch duplicates, IAutoApproveRules rules, IContributionRepository contributions,
    KnowledgeAdmission admission, ContributionNews news, TextSafety safety, IAuditLog audit, TimeProvider time)
{
    public async Task<ContributionResult> Run(ContributionInput input, ContributionLimits limits, CancellationToken cancellationToken)
    {
        await gate.Pass(input, limits, cancellationToken);

        var text = safety.Clean(input.Title, input.Content, input.Tags);
        var version = SafeText.WithoutSecrets(input.Version, ContributionShape.MaxVersion);
        var finding = await duplicates.Find(call.OrgId, text, version, cancellationToken);
        if (finding is { Action: ConflictAction.Noop, MatchId: { } existing })
            return ContributionResult.Duplicate(existing, input.Category);

        var contribution = Contribution(input, text, version, finding);
        var isAutomatic = finding is { Action: not ConflictAction.FlaggedForReview, Vectors: not null }
            && await rules.IsOn(call.OrgId, input.Category, cancellationToken);

        return isAutomatic
            ? await Admit(contribution, finding.Vectors, cancellationToken)
            : await Queue(contribution, finding.Vectors, cancellationToken);
    }

    private PendingContribution Contribution(ContributionInput input, SafeText text, string? version, DuplicateFinding finding)
    {
        var now = time.Now();
        return new PendingContribution
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            SourceAgentId = call.Caller.ActorId,
            RunId = SafeText.WithoutSecrets(input.RunId, ContributionShape.MaxRunId),
            Title = text.Title,
            Content = text.Content,
            ContentHash = text.Hash,
            MinHash = text.MinHash,
            Category = input.Category,
            Confidence = input.Confidence ?? ContributionShape.DefaultConfidence,
            Framework = SafeText.WithoutSecrets(input.Framework, ContributionShape.MaxFramework),
            Language = SafeText.WithoutSecrets(input.Language, ContributionShape.MaxLanguage),
            Version = version,
            Tags = finding.Action is ConflictAction.FlaggedForReview ? [.. text.Tags ?? [], ContributionShape.ConflictTag] : text.Tags,
            CreatedAt = now,
            ConflictAction = finding.Action,
            SupersedesItemId = finding.MatchId,
        };
    }

    private async Task<ContributionResult> Queue(PendingContribution contribution, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken)
    {
        await contributions.Add(contribution, vectors, cancellationToken);
        await news.Created(contribution, cancellationToken);
        await audit.Write("contribution.created", "contribution", contribution.Id.ToString(), new { contribution.Category }, cancellationToken);
        return ContributionResult.Queued(contribution.Id, contribution.Category);
    }

    private async Task<ContributionResult> Admit(PendingContribution contribution, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken)
    {
        var item = new NewKnowledgeItem
        {
            Id = Guid.CreateVersion7(contribution.CreatedAt),
            Source = contribution,
            OriginalHash = contribution.ContentHash,
            IsPublic = false,
            ApprovedBy = ContributionDecision.AutoApprove,
            ApprovedAt = contribution.CreatedAt,
        };

        return await admission.Admit(item, vectors, cancellationToken) is { } existing
            ? ContributionResult.Duplicate(existing, contribution.Category)
            : ContributionResult.AutoApproved(contribution.Id, contribution.Category, item.Id);
    }
}
