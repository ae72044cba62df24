using Hivemind.Application.Common;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Conversations;

internal sealed class ConversationRepository(DbSession session, TimeProvider time) : IConversationRepository
{
    public async Task<Conversation?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ConversationRow>(
            $"select {ConversationRow.Columns} from conversations c where c.org_id = @orgId and c.id = @id for no key update of c",
            new { orgId, id }, cancellationToken);
        return row?.ToConversation();
    }

    public Task<Guid?> FindOfFlow(string orgId, string flowId, CancellationToken cancellationToken) => session.FindOne<Guid?>(
        "select id from conversations where org_id = @orgId and flow_id = @flowId", new { orgId, flowId }, cancellationToken);

    public Task<Guid?> FindOfTask(Guid taskId, CancellationToken cancellationToken) => session.FindOne<Guid?>(
        "select id from conversations where initiated_task_id = @taskId and kind = 'task'", new { taskId }, cancellationToken);

    public async Task<bool> Add(Conversation conversation, CancellationToken cancellationToken)
    {
        var added = await session.Execute(
            """
            insert into conversations (id, org_id, kind, title, agent_type, owner_id, user_id, is_archived, metadata, flow_id,
                initiated_task_id, created_at, updated_at)
            values (@Id, @OrgId, @Kind, @Title, @AgentType, @OwnerId, @UserId, @IsArchived, @Metadata::json, @FlowId,
                @InitiatedTaskId, @CreatedAt, @UpdatedAt)
            on conflict do nothing
            """, ConversationRow.Parameters(conversation), cancellationToken);

        if (added == 1 && conversation.Participants.Count > 0)
            await session.Execute(
                "insert into conversation_participants (conversation_id, org_id, actor_id) select @Id, @OrgId, unnest(@Participants)",
                new { conversation.Id, conversation.OrgId, Participants = conversation.Participants.ToArray() }, cancellationToken);

        return added == 1;
    }

    public async Task<Conversation> Save(Conversation conversation, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ConversationRow>(
            $"""
            update conversations c
            set title = @Title, is_archived = @IsArchived, metadata = @Metadata::json,
                updated_at = greatest(@Now, updated_at + interval '1 microsecond'), row_version = row_version + 1
            where id = @Id
            returning {ConversationRow.Columns}
            """,
            new { conversation.Id, conversation.Title, conversation.IsArchived, conversation.Metadata, Now = time.Now() }, cancellationToken);
        return row?.ToConversation() ?? throw new NotFoundException("conversation");
    }

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from conversations where id = @id", new { id }, cancellationToken);

    // The conversation's row orders its messages: each is later than all before it, whichever process wrote them.
    public async Task<Message?> AddMessage(Message message, CancellationToken cancellationToken)
    {
        var at = await session.FindOne<DateTimeOffset?>(
            """
            with conversation as (
                update conversations
                set message_count = message_count + 1, updated_at = greatest(@CreatedAt, updated_at + interval '1 microsecond'),
                    row_version = row_version + 1
                where id = @ConversationId and org_id = @OrgId
                returning id, updated_at
            )
            insert into messages (id, org_id, conversation_id, role, content, sender_id, task_id, metadata, created_at)
            select @Id, @OrgId, id, @Role, @Content, @SenderId, @TaskId, @Metadata::json, updated_at
            from conversation
            returning created_at
            """, MessageRow.Parameters(message), cancellationToken);

        return at is { } createdAt ? message with { CreatedAt = createdAt } : null;
    }

    public async Task<int> RemoveMessages(Guid conversationId, CancellationToken cancellationToken)
    {
        var removed = await session.Execute("delete from messages where conversation_id = @conversationId", new { conversationId }, cancellationToken);
        await session.Execute(
            """
            update conversations
            set message_count = 0, updated_at = greatest(@Now, updated_at + interval '1 microsecond'), row_version = row_version + 1
            where id = @conversationId
            """, new { conversationId, Now = time.Now() }, cancellationToken);
        return removed;
    }

    public Task CountEnd(string orgId, Guid conversationId, TaskEnd end, CancellationToken cancellationToken) => session.Execute(
        """
        update conversations
        set completed_tasks = completed_tasks + @Completed, failed_tasks = failed_tasks + @Failed,
            total_cost_usd = total_cost_usd + @CostUsd, total_duration_seconds = total_duration_seconds + @DurationSeconds,
            started_at = least(started_at, @StartedAt), completed_at = greatest(completed_at, @CompletedAt),
            updated_at = greatest(@Now, updated_at + interval '1 microsecond'), row_version = row_version + 1
        where id = @conversationId and org_id = @orgId
        """,
        new { orgId, conversationId, end.Completed, end.Failed, end.CostUsd, end.DurationSeconds, end.StartedAt, end.CompletedAt, Now = time.Now() },
        cancellationToken);

    public Task NoteStart(string orgId, Guid conversationId, DateTimeOffset startedAt, CancellationToken cancellationToken) => session.Execute(
        """
        update conversations
        set started_at = @startedAt, updated_at = greatest(@Now, updated_at + interval '1 microsecond'), row_version = row_version + 1
        where id = @conversationId and org_id = @orgId and (started_at is null or started_at > @startedAt)
        """, new { orgId, conversationId, startedAt, Now = time.Now() }, cancellationToken);

    public async Task<ConversationContext> ReadContext(Guid conversationId, CancellationToken cancellationToken) =>
        await ContextSql.Read(await session.Open(cancellationToken), conversationId, ConversationContext.DefaultMessages, [], cancellationToken);

    public Task<IReadOnlyList<Guid>> ListUnknownUsers(string orgId, IReadOnlyList<Guid> userIds, CancellationToken cancellationToken) =>
        session.List<Guid>(
            """
            select id
            from unnest(@Ids) as wanted (id)
            where not exists (select from users where users.id = wanted.id and org_id = @orgId and is_active)
            """, new { orgId, Ids = userIds.ToArray() }, cancellationToken);
}
