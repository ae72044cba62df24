using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Infrastructure.Work.Conversations;

/// <summary>A row of conversations with its participants.</summary>
internal sealed record ConversationRow
{
    /// <summary>Of the table conversations named c.</summary>
    public const string Columns =
        """
        c.id, c.org_id, c.kind, c.title, c.agent_type, c.owner_id, c.user_id, c.is_archived, c.metadata::text as metadata, c.flow_id,
        c.initiated_task_id, c.message_count, c.completed_tasks, c.failed_tasks, c.total_cost_usd, c.total_duration_seconds,
        c.started_at, c.completed_at, c.created_at, c.updated_at, c.row_version,
        array(select p.actor_id from conversation_participants p where p.conversation_id = c.id order by p.actor_id collate "C") as participants
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string? AgentType { get; init; }
    public string OwnerId { get; init; } = "";
    public Guid? UserId { get; init; }
    public bool IsArchived { get; init; }
    public string Metadata { get; init; } = "{}";
    public string? FlowId { get; init; }
    public Guid? InitiatedTaskId { get; init; }
    public int MessageCount { get; init; }
    public int CompletedTasks { get; init; }
    public int FailedTasks { get; init; }
    public decimal TotalCostUsd { get; init; }
    public double TotalDurationSeconds { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public int RowVersion { get; init; }
    public string[] Participants { get; init; } = [];

    public Conversation ToConversation() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Kind = EnumText.Parse<ConversationKind>(Kind),
        Title = Title,
        AgentType = AgentType is null ? null : EnumText.Parse<AgentType>(AgentType),
        OwnerId = OwnerId,
        UserId = UserId,
        Participants = Participants,
        IsArchived = IsArchived,
        Metadata = Metadata,
        FlowId = FlowId,
        InitiatedTaskId = InitiatedTaskId,
        MessageCount = MessageCount,
        CompletedTasks = CompletedTasks,
        FailedTasks = FailedTasks,
        TotalCostUsd = TotalCostUsd,
        TotalDurationSeconds = TotalDurationSeconds,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };

    /// <summary>The members of a new one as columns take them.</summary>
    public static object Parameters(Conversation conversation) => new
    {
        conversation.Id,
        conversation.OrgId,
        Kind = EnumText.Of(conversation.Kind),
        conversation.Title,
        AgentType = conversation.AgentType is { } agentType ? EnumText.Of(agentType) : null,
        conversation.OwnerId,
        conversation.UserId,
        conversation.IsArchived,
        conversation.Metadata,
        conversation.FlowId,
        conversation.InitiatedTaskId,
        conversation.CreatedAt,
        conversation.UpdatedAt,
    };
}
