using System.Text.Json.Serialization;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>A task in a list: its input message is cut, and the long texts are left out.</summary>
public record TaskRow
{
    [JsonConstructor]
    public TaskRow()
    {
    }

    public TaskRow(WorkTask task)
    {
        (Id, OrgId, Kind, Title, Description, Status, Priority, Category) =
            (task.Id, task.OrgId, task.Kind, task.Title, task.Description, task.Status, task.Priority, task.Category);
        (OwnerType, OwnerId, AssigneeType, AssigneeId) = (task.OwnerType, task.OwnerId, task.AssigneeType, task.AssigneeId);
        (ConversationId, ProjectId, ParentTaskId, InitiatedTaskId, FlowId) =
            (task.ConversationId, task.ProjectId, task.ParentTaskId, task.InitiatedTaskId, task.FlowId);
        (CreatedAt, StartedAt, CompletedAt, UpdatedAt, DeletedAt, RowVersion) =
            (task.CreatedAt, task.StartedAt, task.CompletedAt, task.UpdatedAt, task.DeletedAt, task.RowVersion);
        (AssignedAt, ImpactPoints, EstimatedHours, Location, TeamSize, DueDate) =
            (task.AssignedAt, task.ImpactPoints, task.EstimatedHours, task.Location, task.TeamSize, task.DueDate);
        (RequiredSkills, Dependencies) = (task.RequiredSkills, task.Dependencies);
        (AgentType, AssignedAgent, SessionId, InputMessage) = (task.AgentType, task.AssignedAgent, task.SessionId, task.InputMessage);
        (Error, ErrorCode, Model, Tokens, InputTokens, OutputTokens) =
            (task.Error, task.ErrorCode, task.Model, task.Tokens, task.InputTokens, task.OutputTokens);
        (CostUsd, CostSource, DurationSeconds, Source, ExternalRefs) =
            (task.CostUsd, task.CostSource, task.DurationSeconds, task.Source, task.ExternalRefs);
    }

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public WorkTaskKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public WorkTaskStatus Status { get; init; }
    public TaskPriority Priority { get; init; }
    public string? Category { get; init; }
    public ActorType OwnerType { get; init; }

    /// <summary>A user's UUID or an agent id.</summary>
    public string OwnerId { get; init; } = "";

    public ActorType? AssigneeType { get; init; }
    public string? AssigneeId { get; init; }
    public Guid? ConversationId { get; init; }
    public Guid? ProjectId { get; init; }
    public Guid? ParentTaskId { get; init; }
    public Guid? InitiatedTaskId { get; init; }
    public string? FlowId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public int RowVersion { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public int ImpactPoints { get; init; }
    public decimal? EstimatedHours { get; init; }
    public string? Location { get; init; }
    public int? TeamSize { get; init; }
    public DateTimeOffset? DueDate { get; init; }
    public IReadOnlyList<string> RequiredSkills { get; init; } = [];
    public IReadOnlyList<Guid> Dependencies { get; init; } = [];
    public AgentType? AgentType { get; init; }
    public string? AssignedAgent { get; init; }
    public string? SessionId { get; init; }
    public string? InputMessage { get; init; }
    public string? Error { get; init; }

    /// <summary>LEASE_EXPIRED, TIMEOUT, or what the worker said.</summary>
    public string? ErrorCode { get; init; }

    public string? Model { get; init; }
    public IReadOnlyDictionary<string, long>? Tokens { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public decimal? CostUsd { get; init; }
    public CostSource? CostSource { get; init; }
    public double? DurationSeconds { get; init; }
    public RunSource? Source { get; init; }
    public IReadOnlyList<string> ExternalRefs { get; init; } = [];
}
