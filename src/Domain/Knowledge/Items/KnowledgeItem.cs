using Hivemind.Domain.Common;

namespace Hivemind.Domain.Knowledge.Items;

/// <summary>An approved piece of knowledge, as far as its organisation may still change it: who sees it, and whether it stays.</summary>
public sealed record KnowledgeItem
{
    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string SourceAgentId { get; init; }

    public Guid? ContributionId { get; init; }

    public required string ShownTitle { get; init; }

    public required KnowledgeCategory Category { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>Superseded by another item.</summary>
    public bool IsExpired { get; init; }

    public int RowVersion { get; init; }

    /// <summary>The item with that visibility; the very same when it has it already. What is superseded cannot be published.</summary>
    public KnowledgeItem Show(bool isPublic)
    {
        if (isPublic && IsExpired)
            throw RuleException.InvalidState("The item is superseded by another one and cannot be published.", "expired");

        return isPublic == IsPublic ? this : this with { IsPublic = isPublic };
    }

    /// <summary>Only who contributed it, or an admin, takes an item away.</summary>
    public void RequireDeletableBy(string actorId, bool isAdmin)
    {
        if (!isAdmin && actorId != SourceAgentId)
            throw RuleException.Forbidden("Only the contributing agent or an admin may delete an item.");
    }
}
