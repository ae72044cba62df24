using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.AutoApprove;

/// <summary>Whether contributions of a category become items without a reviewer. A rule that nobody set is off and has no id.</summary>
public sealed record AutoApproveRule(
    Guid? Id, KnowledgeCategory Category, bool IsAutoApprove, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt, int RowVersion) : IVersioned
{
    public static AutoApproveRule Unset(KnowledgeCategory category) => new(null, category, false, null, null, 0);
}

/// <summary>The auto-approve rules of organisations.</summary>
public interface IAutoApproveRules
{
    Task<bool> IsOn(string orgId, KnowledgeCategory category, CancellationToken cancellationToken);

    /// <summary>The rules that were set.</summary>
    Task<IReadOnlyList<AutoApproveRule>> List(string orgId, CancellationToken cancellationToken);

    /// <summary>Sets the rule in the command's transaction; null when it has another version than expected.</summary>
    Task<AutoApproveRule?> Set(string orgId, KnowledgeCategory category, bool isAutoApprove, int? expectedVersion, CancellationToken cancellationToken);
}
