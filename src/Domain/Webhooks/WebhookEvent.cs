namespace Hivemind.Domain.Webhooks;

/// <summary>The names of the events that outgoing webhooks tell of: public API, never renamed.</summary>
public static class WebhookEvent
{
    public const string KnowledgeApproved = "knowledge.approved";
    public const string KnowledgeRejected = "knowledge.rejected";
    public const string KnowledgePublished = "knowledge.published";

    public static readonly IReadOnlyList<string> All = [KnowledgeApproved, KnowledgeRejected, KnowledgePublished];
}
