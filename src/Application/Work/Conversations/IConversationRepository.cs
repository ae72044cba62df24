using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Conversations and their messages, inside a command's transaction. What is found is locked against other changes.</summary>
public interface IConversationRepository
{
    Task<Conversation?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>The id of the conversation that a flow has; null when it has none.</summary>
    Task<Guid?> FindOfFlow(string orgId, string flowId, CancellationToken cancellationToken);

    /// <summary>The id of the conversation about a task; null when nobody spoke of it.</summary>
    Task<Guid?> FindOfTask(Guid taskId, CancellationToken cancellationToken);

    /// <summary>False when the flow has a conversation already; of two at once one is added.</summary>
    Task<bool> Add(Conversation conversation, CancellationToken cancellationToken);

    /// <summary>Saves title, archive mark and metadata as the next version, which is returned.</summary>
    Task<Conversation> Save(Conversation conversation, CancellationToken cancellationToken);

    /// <summary>Removes it with its messages; its tasks stay.</summary>
    Task Remove(Guid id, CancellationToken cancellationToken);

    /// <summary>Adds it after all that were said before and returns it with its time; null when the conversation is gone.</summary>
    Task<Message?> AddMessage(Message message, CancellationToken cancellationToken);

    /// <summary>Removes what was said and says how much that was; the totals stay.</summary>
    Task<int> RemoveMessages(Guid conversationId, CancellationToken cancellationToken);

    /// <summary>Adds an ended task to the totals.</summary>
    Task CountEnd(string orgId, Guid conversationId, TaskEnd end, CancellationToken cancellationToken);

    /// <summary>Keeps the earliest start of its tasks.</summary>
    Task NoteStart(string orgId, Guid conversationId, DateTimeOffset startedAt, CancellationToken cancellationToken);

    /// <summary>The last messages and runs, those of this transaction among them.</summary>
    Task<ConversationContext> ReadContext(Guid conversationId, CancellationToken cancellationToken);

    /// <summary>Which of these are no active users of the organisation.</summary>
    Task<IReadOnlyList<Guid>> ListUnknownUsers(string orgId, IReadOnlyList<Guid> userIds, CancellationToken cancellationToken);
}
