using Hivemind.Application.Common;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Reads conversations of one organisation. Only the list looks at who reads.</summary>
public interface IConversationQueries
{
    Task<Conversation?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task<Conversation?> FindOfFlow(string orgId, string flowId, CancellationToken cancellationToken);

    /// <summary>What the reader may read, last changed first.</summary>
    Task<OffsetList<ConversationView>> List(
        Principal reader, Guid? userId, ConversationKind? kind, bool includeArchived, OffsetPage page, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    Task<OffsetList<MessageView>> ListMessages(Conversation conversation, OffsetPage page, CancellationToken cancellationToken);

    /// <summary>The last messages of these roles, all when empty, and the last runs.</summary>
    Task<ConversationContext> ReadContext(
        Guid conversationId, int maxMessages, IReadOnlyList<MessageRole> roles, CancellationToken cancellationToken);

    /// <summary>Whether the actor is owner or assignee of the task.</summary>
    Task<bool> IsInTask(string orgId, Guid taskId, string actorId, CancellationToken cancellationToken);
}
