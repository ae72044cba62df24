using Hivemind.Application.Common;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Who may follow what is said, for live messages: asked anew whenever it matters, as assignees change.</summary>
public sealed class ConversationAccess(IConversationQueries conversations)
{
    /// <summary>False also when there is no such conversation in the reader's organisation.</summary>
    public async Task<bool> MayRead(Principal reader, Guid conversationId, CancellationToken cancellationToken) =>
        await conversations.Find(reader.OrgId, conversationId, cancellationToken) is { } conversation
        && conversation.IsOpenTo(reader.ActorId, reader.IsAdmin);

    /// <summary>The chat about a task is delivered to its owner and assignee only.</summary>
    public Task<bool> MayReadTaskChat(Principal reader, Guid taskId, CancellationToken cancellationToken) =>
        conversations.IsInTask(reader.OrgId, taskId, reader.ActorId, cancellationToken);
}
