using Hivemind.Application.Common;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Conversations;

internal sealed class ConversationQueries(NpgsqlDataSource database) : IConversationQueries
{
    // Of the table conversations named c.
    private const string Filter =
        """
        c.org_id = @OrgId
            and (@Kind::text is null or c.kind = @Kind)
            and (@UserId::uuid is null or c.user_id = @UserId)
            and (@IncludeArchived or not c.is_archived)
        """;

    private const string FromCursor = "(@AfterTime::timestamptz is null or (c.updated_at, c.id) < (@AfterTime, @AfterId::uuid))";

    // Three ways to be readable, each in an index of its own: by everybody, by admins, by participants.
    private const string OfAgents = $"from conversations c where {Filter} and c.kind = 'agent'";
    private const string OfTasks = $"from conversations c where {Filter} and c.kind = 'task' and @IsAdmin";
    private const string OfParticipant =
        $"""
        from conversation_participants p join conversations c on c.id = p.conversation_id
        where p.org_id = @OrgId and p.actor_id = @ActorId and {Filter} and (c.kind = 'direct' or (c.kind = 'task' and not @IsAdmin))
        """;

    public async Task<Conversation?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<ConversationRow>(
            $"select {ConversationRow.Columns} from conversations c where c.org_id = @orgId and c.id = @id", new { orgId, id }, cancellationToken);
        return row?.ToConversation();
    }

    public async Task<Conversation?> FindOfFlow(string orgId, string flowId, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<ConversationRow>(
            $"select {ConversationRow.Columns} from conversations c where c.org_id = @orgId and c.flow_id = @flowId",
            new { orgId, flowId }, cancellationToken);
        return row?.ToConversation();
    }

    public async Task<OffsetList<ConversationView>> List(
        Principal reader, Guid? userId, ConversationKind? kind, bool includeArchived, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            reader.OrgId,
            reader.ActorId,
            reader.IsAdmin,
            UserId = userId,
            Kind = kind is { } one ? EnumText.Of(one) : null,
            IncludeArchived = includeArchived,
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            page.Take,
            page.Offset,
            Reach = page.Offset + page.Take,
        };

        var rows = await database.List<ConversationRow>(
            $"""
            select {ConversationRow.Columns}
            from (
                select id
                from (
                    (select c.id, c.updated_at {OfAgents} and {FromCursor} order by c.updated_at desc, c.id desc limit @Reach)
                    union all
                    (select c.id, c.updated_at {OfTasks} and {FromCursor} order by c.updated_at desc, c.id desc limit @Reach)
                    union all
                    (select c.id, c.updated_at {OfParticipant} and {FromCursor} order by c.updated_at desc, c.id desc limit @Reach)
                ) as readable
                order by updated_at desc, id desc
                limit @Take offset @Offset
            ) as page
            join conversations c on c.id = page.id
            order by c.updated_at desc, c.id desc
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>(
            $"select (select count(*) {OfAgents}) + (select count(*) {OfTasks}) + (select count(*) {OfParticipant})", parameters, cancellationToken);
        var views = rows.Select(row => ConversationView.Of(row.ToConversation())).ToList();
        return page.List(views, total, view => new Cursor(view.UpdatedAt, view.Id));
    }

    public async Task<OffsetList<MessageView>> ListMessages(Conversation conversation, OffsetPage page, CancellationToken cancellationToken)
    {
        var rows = await database.List<MessageRow>(
            $"""
            select {MessageRow.Columns}
            from messages
            where id = any(array(
                select id
                from messages
                where conversation_id = @Id and (@AfterTime::timestamptz is null or (created_at, id) > (@AfterTime, @AfterId::uuid))
                order by created_at, id
                limit @Take offset @Offset
            ))
            order by created_at, id
            """, new { conversation.Id, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset }, cancellationToken);

        var views = rows.Select(row => MessageView.Of(row.ToMessage())).ToList();
        return page.List(views, conversation.MessageCount, view => new Cursor(view.CreatedAt, view.Id));
    }

    public async Task<ConversationContext> ReadContext(
        Guid conversationId, int maxMessages, IReadOnlyList<MessageRole> roles, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ContextSql.Read(connection, conversationId, maxMessages, roles, cancellationToken);
    }

    public Task<bool> IsInTask(string orgId, Guid taskId, string actorId, CancellationToken cancellationToken) => database.FindOne<bool>(
        """
        select exists (
            select from tasks
            where org_id = @orgId and id = @taskId and deleted_at is null
                and @actorId in (actor_id(owner_type, owner_id), actor_id(assignee_type, assignee_id))
        )
        """, new { orgId, taskId, actorId }, cancellationToken);
}
