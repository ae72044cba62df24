using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Work.Tasks;

internal sealed class TaskRepository(DbSession session, Doorbell doorbell) : ITaskRepository
{
    public async Task<WorkTask> Get(string orgId, Guid id, CancellationToken cancellationToken) => await session.FindOne<WorkTask>(
        $"""
        select {TaskSql.Columns}
        from tasks, {TaskSql.InTurn}
        where org_id = @orgId and id = @id and deleted_at is null
        for no key update of tasks
        """, new { orgId, id }, cancellationToken) ?? throw new NotFoundException("task");

    public Task<bool> Exists(string orgId, Guid id, CancellationToken cancellationToken) => session.FindOne<bool>(
        "select exists (select from tasks where org_id = @orgId and id = @id and deleted_at is null)", new { orgId, id }, cancellationToken);

    public async Task Add(WorkTask task, CancellationToken cancellationToken)
    {
        await session.Execute(
            """
            insert into tasks (id, org_id, kind, title, description, status, priority, category, owner_type, owner_id, assignee_type,
                assignee_id, conversation_id, project_id, parent_task_id, initiated_task_id, flow_id, created_at, updated_at,
                impact_points, estimated_hours, location, team_size, due_date, required_skills, dependencies, definition_of_done,
                success_metrics, deliverables, agent_type, assigned_agent, session_id, input_message, source, source_metadata,
                external_refs, caused_by_event_id)
            values (@Id, @OrgId, @Kind, @Title, @Description, @Status, @Priority, @Category, @OwnerType, @OwnerId, @AssigneeType,
                @AssigneeId, @ConversationId, @ProjectId, @ParentTaskId, @InitiatedTaskId, @FlowId, @CreatedAt, @UpdatedAt,
                @ImpactPoints, @EstimatedHours, @Location, @TeamSize, @DueDate, @RequiredSkills, @Dependencies, @DefinitionOfDone,
                @SuccessMetrics, @Deliverables, @AgentType, @AssignedAgent, @SessionId, @InputMessage, @Source, @SourceMetadata::jsonb,
                @ExternalRefs, @CausedByEventId)
            """, TaskSql.Parameters(task), cancellationToken);
        session.AfterCommit(doorbell.Ring);
    }

    public async Task<WorkTask> Save(WorkTask task, CancellationToken cancellationToken)
    {
        var next = task with { RowVersion = task.RowVersion + 1 };
        await session.Execute(
            """
            update tasks
            set title = @Title, description = @Description, status = @Status, priority = @Priority, category = @Category,
                assignee_type = @AssigneeType, assignee_id = @AssigneeId, conversation_id = @ConversationId, flow_id = @FlowId,
                started_at = @StartedAt, completed_at = @CompletedAt, updated_at = @UpdatedAt, deleted_at = @DeletedAt,
                row_version = @RowVersion, assigned_at = @AssignedAt, impact_points = @ImpactPoints, estimated_hours = @EstimatedHours,
                location = @Location, team_size = @TeamSize, due_date = @DueDate, required_skills = @RequiredSkills,
                dependencies = @Dependencies, definition_of_done = @DefinitionOfDone, success_metrics = @SuccessMetrics,
                deliverables = @Deliverables, result = @Result, error = @Error, error_code = @ErrorCode, model = @Model,
                tokens = @Tokens::jsonb, input_tokens = @InputTokens, output_tokens = @OutputTokens, cost_usd = @CostUsd,
                cost_source = @CostSource, duration_seconds = @DurationSeconds, external_refs = @ExternalRefs, last_input = @LastInput,
                claimed_by = @ClaimedBy, lease_seconds = @LeaseSeconds, lease_expires_at = @LeaseExpiresAt,
                running_since = @RunningSince, waiting_since = @WaitingSince, attempts = @Attempts
            where id = @Id
            """, TaskSql.Parameters(next), cancellationToken);
        session.AfterCommit(doorbell.Ring);
        return next;
    }

    public Task SaveLease(WorkTask run, CancellationToken cancellationToken) => session.Execute(
        "update tasks set lease_seconds = @LeaseSeconds, lease_expires_at = @LeaseExpiresAt where id = @Id",
        new { run.Id, run.LeaseSeconds, run.LeaseExpiresAt }, cancellationToken);

    public Task AddImpact(string orgId, string userId, int points, CancellationToken cancellationToken) => session.Execute(
        """
        update users
        set impact_score = least(impact_score::bigint + @points, 2147483647), row_version = row_version + 1
        where org_id = @orgId and id = @userId::uuid
        """,
        new { orgId, userId, points }, cancellationToken);
}
