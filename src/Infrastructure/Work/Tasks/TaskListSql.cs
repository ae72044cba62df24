using Hivemind.Application.Work.Tasks;

namespace Hivemind.Infrastructure.Work.Tasks;

/// <summary>The statements behind the list: one for each order, which an index of its own has. Nothing in them comes from a caller.</summary>
internal static class TaskListSql
{
    // One status is asked for by equality, so that its index gives the order too.
    private const string Wanted =
        """
        org_id = @OrgId and deleted_at is null
            and (@Kind::text is null or kind = @Kind)
            and (@Status::text is null or status = @Status)
            and (@Statuses::text[] is null or status = any(@Statuses))
            and (@PriorityRank::smallint is null or priority_rank = @PriorityRank)
            and (@Category::text is null or category = @Category)
            and (@Assignee::text is null or assignee_id = @Assignee)
            and (@Owner::text is null or owner_id = @Owner)
            and (@SessionId::text is null or session_id = @SessionId)
            and (@Agent::text is null or assigned_agent = @Agent)
            and (@ConversationId::uuid is null or conversation_id = @ConversationId)
            and (@FlowId::text is null or flow_id = @FlowId)
            and (@ParentTaskId::uuid is null or parent_task_id = @ParentTaskId)
            and (@Since::timestamptz is null or created_at >= @Since)
            and (@Until::timestamptz is null or created_at < @Until)
        """;

    public const string Count = $"select count(*) from tasks where {Wanted}";

    public static string For(TaskSort sort, SortOrder order)
    {
        var (direction, beyond) = order is SortOrder.Asc ? ("asc", ">") : ("desc", "<");
        var (place, after, by) = sort is TaskSort.CreatedAt
            ? ("(created_at, id)", "(@AfterTime, @AfterId)", $"created_at {direction}, id {direction}")
            : ($"({KeyOf(sort)}, created_at, id)", $"(@AfterValue::{TypeOf(sort)}, @AfterTime, @AfterId)",
                $"{KeyOf(sort)} {direction}, created_at {direction}, id {direction}");

        // A late page is counted off in the index; only the rows that are shown are read.
        return
            $"""
            select {TaskSql.RowColumns}, left(input_message, 200) as input_message
            from tasks
            where id = any(array(
                select id
                from tasks
                where {Wanted}
                    and (@AfterId::uuid is null or {place} {beyond} {after})
                order by {by}
                limit @Limit offset @Offset
            ))
            order by {by}
            """;
    }

    private static string KeyOf(TaskSort sort) => sort switch
    {
        TaskSort.UpdatedAt => "updated_at",
        TaskSort.StartedAt => "coalesce(started_at, '-infinity')",
        TaskSort.CompletedAt => "coalesce(completed_at, '-infinity')",
        TaskSort.DueDate => "coalesce(due_date, '-infinity')",
        TaskSort.Priority => "priority_rank",
        TaskSort.Status => "status",
        TaskSort.Title => """left(title, 100) collate "C" """,
        TaskSort.CostUsd => "coalesce(cost_usd, -1)",
        TaskSort.DurationSeconds => "coalesce(duration_seconds, -1)",
        _ => "created_at",
    };

    private static string TypeOf(TaskSort sort) => sort switch
    {
        TaskSort.Priority => "smallint",
        TaskSort.Status or TaskSort.Title => "text",
        TaskSort.CostUsd => "numeric",
        TaskSort.DurationSeconds => "double precision",
        _ => "timestamptz",
    };
}
