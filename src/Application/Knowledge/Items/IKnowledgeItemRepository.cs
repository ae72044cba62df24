using Hivemind.Domain.Knowledge.Items;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Changes items of the commons that exist. The index of words and the vectors follow in the same transaction.</summary>
public interface IKnowledgeItemRepository
{
    /// <summary>An item of the organisation that is not deleted, locked until the transaction ends.</summary>
    Task<KnowledgeItem?> Find(Guid id, string orgId, CancellationToken cancellationToken);

    Task SaveVisibility(KnowledgeItem item, CancellationToken cancellationToken);

    /// <summary>Deletes the item and, again and again, what was merged or summarised from something deleted; says how many.</summary>
    Task<int> Delete(KnowledgeItem item, DateTimeOffset now, CancellationToken cancellationToken);
}
