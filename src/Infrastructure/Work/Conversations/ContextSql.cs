using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Conversations;

/// <summary>Reads a context: on its own, or inside the transaction that adds to the conversation.</summary>
internal static class ContextSql
{
    public static async Task<ConversationContext> Read(
        NpgsqlConnection connection, Guid conversationId, int maxMessages, IReadOnlyList<MessageRole> roles, CancellationToken cancellationToken)
    {
        var messages = await connection.List<MessageLine>(
            """
            select role, content, created_at
            from messages
            where id = any(array(
                select id
                from messages
                where conversation_id = @conversationId and (cardinality(@Roles) = 0 or role = any(@Roles))
                order by created_at desc, id desc
                limit @maxMessages
            ))
            order by created_at desc, id desc
            """, new { conversationId, maxMessages, Roles = roles.Select(EnumText.Of).ToArray() }, cancellationToken);

        // By organisation too, as its index begins with it.
        var tasks = await connection.List<ContextTask>(
            """
            select id, status, input_message, result
            from tasks
            where org_id = (select org_id from conversations where id = @conversationId) and conversation_id = @conversationId
                and kind = 'run' and deleted_at is null
            order by created_at desc, id desc
            limit @MaxTasks
            """, new { conversationId, ConversationContext.MaxTasks }, cancellationToken);

        return new(
            conversationId,
            [.. messages.Reverse().Select(line => new ContextMessage(EnumText.Parse<MessageRole>(line.Role), line.Content, line.CreatedAt))],
            [.. tasks.Reverse()]);
    }

    private sealed record MessageLine(string Role, string Content, DateTimeOffset CreatedAt);
}
