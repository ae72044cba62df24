using System.Text.Json;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>A unit of work of either kind. What people do with it is in BoardMoves, what workers do in RunMoves.</summary>
public sealed record WorkTask
{
    public const int MaxTitleLength = 500;
    public const int MaxLabelLength = 255;
    public const int MaxTextLength = 100_000;
    public const int MaxListLength = 100;

    public required Guid Id { get; init; }
    public required string OrgId { get; init; }
    public required WorkTaskKind Kind { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required WorkTaskStatus Status { get; init; }
    public TaskPriority Priority { get; init; } = TaskPriority.Medium;
    public string? Category { get; init; }
    public required ActorType OwnerType { get; init; }
    public required string OwnerId { get; init; }
    public ActorType? AssigneeType { get; init; }
    public string? AssigneeId { get; init; }
    public Guid? ConversationId { get; init; }
    public Guid? ProjectId { get; init; }
    public Guid? ParentTaskId { get; init; }
    public Guid? InitiatedTaskId { get; init; }
    public string? FlowId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public int RowVersion { get; init; } = 1;

    public DateTimeOffset? AssignedAt { get; init; }
    public int ImpactPoints { get; init; }

    /// <summary>Kept to the hundredth.</summary>
    public decimal? EstimatedHours { get; init => field = Rounded(value, 2); }

    public string? Location { get; init; }
    public int? TeamSize { get; init; }
    public DateTimeOffset? DueDate { get; init; }
    public string[] RequiredSkills { get; init; } = [];
    public Guid[] Dependencies { get; init; } = [];
    public string? DefinitionOfDone { get; init; }
    public string[] SuccessMetrics { get; init; } = [];
    public string[] Deliverables { get; init; } = [];

    public AgentType? AgentType { get; init; }
    public string? AssignedAgent { get; init; }
    public string? SessionId { get; init; }
    public string? InputMessage { get; init; }
    public string? Result { get; init; }
    public string? Error { get; init; }
    public string? ErrorCode { get; init; }
    public string? Model { get; init; }
    public IReadOnlyDictionary<string, long>? Tokens { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }

    /// <summary>Kept to the millionth.</summary>
    public decimal? CostUsd { get; init => field = Rounded(value, 6); }

    public CostSource? CostSource { get; init; }
    public double? DurationSeconds { get; init; }
    public RunSource? Source { get; init; }
    public JsonElement? SourceMetadata { get; init; }
    public string[] ExternalRefs { get; init; } = [];
    public Guid? CausedByEventId { get; init; }

    public int OutputSeq { get; init; }
    public long OutputBytes { get; init; }

    /// <summary>What was last answered to a run that asked.</summary>
    public string? LastInput { get; init; }

    /// <summary>The actor id of the worker.</summary>
    public string? ClaimedBy { get; init; }

    public int? LeaseSeconds { get; init; }

    /// <summary>Until when the worker must be heard from again; null while the run waits for input.</summary>
    public DateTimeOffset? LeaseExpiresAt { get; init; }

    public DateTimeOffset? RunningSince { get; init; }
    public DateTimeOffset? WaitingSince { get; init; }
    public int Attempts { get; init; }

    public bool IsRun => Kind is WorkTaskKind.Run;

    public bool IsFinal => TaskStates.IsFinal(Status);

    public TaskActor Owner => new(OwnerType, OwnerId);

    public TaskActor? Assignee => AssigneeType is { } type && AssigneeId is { } id ? new TaskActor(type, id) : null;

    /// <summary>The one way from a status to the next: refuses what the kind's state machine does not know, and keeps the times.</summary>
    internal WorkTask MoveTo(WorkTaskStatus next, DateTimeOffset now)
    {
        if (!TaskStates.MayBecome(Kind, Status, next))
            throw NotNow($"A {EnumText.Of(Kind)} that is {EnumText.Of(Status)} cannot become {EnumText.Of(next)}.");

        var started = StartedAt ?? (next is WorkTaskStatus.InProgress or WorkTaskStatus.Running ? now : null);
        return this with
        {
            Status = next,
            StartedAt = started,
            CompletedAt = TaskStates.IsFinal(next) ? now : null,
            DurationSeconds = TaskStates.IsFinal(next) ? (now - (started ?? now)).TotalSeconds : null,
            UpdatedAt = now,
        };
    }

    internal RuleException NotNow(string message) => RuleException.InvalidState(message, EnumText.Of(Status));

    private static decimal? Rounded(decimal? value, int decimals) =>
        value is { } given ? Math.Round(given, decimals, MidpointRounding.AwayFromZero) : null;
}
