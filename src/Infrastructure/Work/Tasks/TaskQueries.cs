using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Tasks;

internal sealed class TaskQueries(NpgsqlDataSource database) : ITaskQueries
{
    public Task<WorkTask?> Find(string orgId, Guid id, CancellationToken cancellationToken) => database.FindOne<WorkTask>(
        $"select {TaskSql.Columns} from tasks where org_id = @orgId and id = @id and deleted_at is null", new { orgId, id }, cancellationToken);

    public Task<IReadOnlyList<WorkTask>> List(string orgId, ListTasks query, TaskPlace? after, CancellationToken cancellationToken) =>
        database.List<WorkTask>(TaskListSql.For(query.SortBy, query.SortOrder), Parameters(orgId, query, after), cancellationToken);

    public Task<long> Count(string orgId, ListTasks query, CancellationToken cancellationToken) =>
        database.FindOne<long>(TaskListSql.Count, Parameters(orgId, query, null), cancellationToken);

    public Task<IReadOnlyList<TaskOutputChunk>> ListOutput(Guid runId, int after, int limit, CancellationToken cancellationToken) =>
        database.List<TaskOutputChunk>(
            """
            select seq, content, created_at
            from task_output_chunks
            where task_id = @runId and seq > @after
            order by seq
            limit @limit
            """, new { runId, after, limit }, cancellationToken);

    private static object Parameters(string orgId, ListTasks query, TaskPlace? after) => new
    {
        OrgId = orgId,
        Kind = query.Kind is { } kind ? EnumText.Of(kind) : null,
        Status = query.Statuses is [var only] ? EnumText.Of(only) : null,
        Statuses = query.Statuses is { Count: > 1 } many ? many.Select(EnumText.Of).ToArray() : null,
        PriorityRank = (short?)query.Priority,
        query.Category,
        query.Assignee,
        query.Owner,
        query.SessionId,
        query.Agent,
        query.ConversationId,
        query.FlowId,
        query.ParentTaskId,
        query.Since,
        query.Until,
        AfterValue = after?.Value,
        AfterTime = after?.Time,
        AfterId = after?.Id,
        Limit = query.PageSize + 1,
        Offset = after is null ? ((query.Page ?? 1) - 1L) * query.PageSize : 0,
    };
}
