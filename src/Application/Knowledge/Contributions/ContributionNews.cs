using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Tells subscribers what happens to contributions: live messages on topic contributions, and webhooks.</summary>
internal sealed class ContributionNews(ILiveLog live, IWebhookOutbox webhooks)
{
    public Task Created(PendingContribution contribution, CancellationToken cancellationToken) =>
        Append(contribution, "contribution_created", new ContributionMessage(contribution.Id, contribution.Category, contribution.SourceAgentId), cancellationToken);

    public Task Restored(PendingContribution contribution, CancellationToken cancellationToken) =>
        Append(contribution, "contribution_restored", new ContributionMessage(contribution.Id, contribution.Category, contribution.SourceAgentId), cancellationToken);

    public async Task Decided(ContributionDecision decision, bool isPublic, CancellationToken cancellationToken)
    {
        var contribution = decision.Contribution;
        await Append(contribution, "contribution_decided", new ContributionDecidedMessage(
            contribution.Id, contribution.Category, contribution.SourceAgentId, decision.Decision, decision.ReasonCode, decision.KnowledgeItemId), cancellationToken);

        var name = decision.Decision is ContributionStatus.Approved ? "knowledge.approved" : "knowledge.rejected";
        await webhooks.Add(contribution.OrgId, name, new KnowledgeWebhook(
            name, decision.KnowledgeItemId ?? contribution.Id, contribution.Id, contribution.OrgId, contribution.Category, isPublic, decision.DecidedAt),
            cancellationToken);
    }

    private Task Append(PendingContribution contribution, string name, object payload, CancellationToken cancellationToken) =>
        live.Append(new LiveMessage(contribution.OrgId, IsPublic: false, Topic.Contributions, name, payload), cancellationToken);
}

/// <summary>A live message about a contribution in the queue.</summary>
public sealed record ContributionMessage(Guid ContributionId, KnowledgeCategory Category, string SourceAgentId);

/// <summary>A live message about a decision.</summary>
public sealed record ContributionDecidedMessage(
    Guid ContributionId, KnowledgeCategory Category, string SourceAgentId,
    ContributionStatus Decision, RejectionReason? ReasonCode, Guid? KnowledgeItemId);

/// <summary>The body of knowledge webhooks. For a rejection knowledge_item_id carries the contribution's id, because there is no item.</summary>
public sealed record KnowledgeWebhook(
    string Event, Guid KnowledgeItemId, Guid? ContributionId, string OrgId, KnowledgeCategory Category, bool IsPublic, DateTimeOffset Timestamp);
