using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Infrastructure.Work.Conversations;

/// <summary>A row of messages.</summary>
internal sealed record MessageRow(
    Guid Id, string OrgId, Guid ConversationId, string Role, string Content, string SenderId, Guid? TaskId, string Metadata, DateTimeOffset CreatedAt)
{
    public const string Columns = "id, org_id, conversation_id, role, content, sender_id, task_id, metadata::text as metadata, created_at";

    public Message ToMessage() => new()
    {
        Id = Id,
        OrgId = OrgId,
        ConversationId = ConversationId,
        Role = EnumText.Parse<MessageRole>(Role),
        Content = Content,
        SenderId = SenderId,
        TaskId = TaskId,
        Metadata = Metadata,
        CreatedAt = CreatedAt,
    };

    /// <summary>The members of a new one as columns take them.</summary>
    public static object Parameters(Message message) => new
    {
        message.Id,
        message.OrgId,
        message.ConversationId,
        Role = EnumText.Of(message.Role),
        message.Content,
        message.SenderId,
        message.TaskId,
        message.Metadata,
        message.CreatedAt,
    };
}
