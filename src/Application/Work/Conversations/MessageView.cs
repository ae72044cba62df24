using System.Text.Json;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>What somebody said in a conversation.</summary>
/// <param name="SenderId">The actor that sent it.</param>
/// <param name="TaskId">The task it asked for or answers.</param>
public sealed record MessageView(
    Guid Id,
    Guid ConversationId,
    MessageRole Role,
    string Content,
    string SenderId,
    Guid? TaskId,
    JsonElement Metadata,
    DateTimeOffset CreatedAt)
{
    public static MessageView Of(Message message) => new(
        message.Id, message.ConversationId, message.Role, message.Content, message.SenderId, message.TaskId,
        JsonSerializer.Deserialize<JsonElement>(message.Metadata), message.CreatedAt);
}
