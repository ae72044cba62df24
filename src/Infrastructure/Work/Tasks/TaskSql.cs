using System.Text.Json;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Infrastructure.Work.Tasks;

/// <summary>How tasks are read and written. Enum texts lose their underscores, so that they read as the names they have in code.</summary>
internal static class TaskSql
{
    /// <summary>What rows of lists have.</summary>
    public const string RowColumns =
        """
        id, org_id, kind, title, description, replace(status, '_', '') as status, priority, category, owner_type, owner_id,
        assignee_type, assignee_id, conversation_id, project_id, parent_task_id, initiated_task_id, flow_id, created_at, started_at,
        completed_at, updated_at, deleted_at, row_version, assigned_at, impact_points, estimated_hours, location, team_size, due_date,
        required_skills, dependencies, replace(agent_type, '_', '') as agent_type, assigned_agent, session_id, error, error_code, model,
        tokens, input_tokens, output_tokens, cost_usd, cost_source, duration_seconds, source, external_refs, caused_by_event_id
        """;

    public const string Columns =
        $"""
        {RowColumns}, input_message, result, definition_of_done, success_metrics, deliverables, source_metadata, output_seq,
        output_bytes, last_input, claimed_by, lease_seconds, lease_expires_at, running_since, waiting_since, attempts
        """;

    /// <summary>
    /// Stands beside tasks in the statement that locks @id: whoever changes the task waits here, where its transaction has no number
    /// yet. At the row itself two that wait already have theirs, and could go on in the other order than the live log then tells.
    /// </summary>
    public const string InTurn = "(select pg_advisory_xact_lock(hashtextextended('task:' || @id::text, 0))) as turn";

    /// <summary>The members of a task as columns take them.</summary>
    public static object Parameters(WorkTask task) => new
    {
        task.Id,
        task.OrgId,
        Kind = EnumText.Of(task.Kind),
        task.Title,
        task.Description,
        Status = EnumText.Of(task.Status),
        Priority = EnumText.Of(task.Priority),
        task.Category,
        OwnerType = EnumText.Of(task.OwnerType),
        task.OwnerId,
        AssigneeType = TextOf(task.AssigneeType),
        task.AssigneeId,
        task.ConversationId,
        task.ProjectId,
        task.ParentTaskId,
        task.InitiatedTaskId,
        task.FlowId,
        task.CreatedAt,
        task.StartedAt,
        task.CompletedAt,
        task.UpdatedAt,
        task.DeletedAt,
        task.RowVersion,
        task.AssignedAt,
        task.ImpactPoints,
        task.EstimatedHours,
        task.Location,
        task.TeamSize,
        task.DueDate,
        task.RequiredSkills,
        task.Dependencies,
        task.DefinitionOfDone,
        task.SuccessMetrics,
        task.Deliverables,
        AgentType = TextOf(task.AgentType),
        task.AssignedAgent,
        task.SessionId,
        task.InputMessage,
        task.Result,
        task.Error,
        task.ErrorCode,
        task.Model,
        Tokens = task.Tokens is { } tokens ? JsonSerializer.Serialize(tokens) : null,
        task.InputTokens,
        task.OutputTokens,
        task.CostUsd,
        CostSource = TextOf(task.CostSource),
        task.DurationSeconds,
        Source = TextOf(task.Source),
        SourceMetadata = task.SourceMetadata?.GetRawText(),
        task.ExternalRefs,
        task.CausedByEventId,
        task.LastInput,
        task.ClaimedBy,
        task.LeaseSeconds,
        task.LeaseExpiresAt,
        task.RunningSince,
        task.WaitingSince,
        task.Attempts,
    };

    private static string? TextOf<T>(T? value) where T : struct, Enum => value is { } one ? EnumText.Of(one) : null;
}
