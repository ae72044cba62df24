using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>The one way in which a message comes to be: stored, counted and announced in the running transaction.</summary>
internal sealed class MessageWriter(IConversationRepository conversations, ILiveLog live, TimeProvider time)
{
    public async Task<Message> Write(NewMessage message, CancellationToken cancellationToken) =>
        await WriteIfThere(message, cancellationToken) ?? throw new NotFoundException("conversation");

    /// <summary>Null when the conversation was deleted meanwhile.</summary>
    public async Task<Message?> WriteIfThere(NewMessage message, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var stored = await conversations.AddMessage(
            new Message
            {
                Id = Guid.CreateVersion7(now),
                OrgId = message.OrgId,
                ConversationId = message.ConversationId,
                Role = message.Role,
                Content = message.Content,
                SenderId = message.SenderId,
                TaskId = message.TaskId,
                Metadata = message.Metadata ?? "{}",
                CreatedAt = now,
            }, cancellationToken);

        if (stored is not null)
            await live.Append(News(stored), cancellationToken);

        return stored;
    }

    // The text is read from its table when it is delivered.
    private static LiveMessage News(Message message) => new(
        message.OrgId, IsPublic: false, Topic.Conversation(message.ConversationId), LiveText.ChatMessage,
        new
        {
            message.ConversationId,
            MessageId = message.Id,
            message.Role,
            message.SenderId,
            message.TaskId,
            Timestamp = message.CreatedAt,
        });
}

/// <summary>A message about to be written.</summary>
/// <param name="Metadata">A JSON object; null for an empty one.</param>
internal sealed record NewMessage(
    string OrgId, Guid ConversationId, MessageRole Role, string Content, string SenderId, Guid? TaskId = null, string? Metadata = null);
