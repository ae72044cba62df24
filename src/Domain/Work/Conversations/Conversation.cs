using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Domain.Work.Conversations;

/// <summary>A thread of messages, and the sums over the runs it led to.</summary>
public sealed record Conversation
{
    public const int MaxTitleLength = 500;
    public const int MaxParticipants = 100;
    public const int MaxFlowIdLength = 255;

    /// <summary>How much of the first message becomes the title of a chat.</summary>
    public const int ChatTitleLength = 50;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required ConversationKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The kind of agent that answers; null when nobody said.</summary>
    public AgentType? AgentType { get; init; }

    /// <summary>The actor that began it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The user it belongs to; null when an agent began it.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Actor ids. Of a task conversation: the task's owner and assignee as they are now.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    public bool IsArchived { get; init; }

    /// <summary>A JSON object that is kept as it was given.</summary>
    public string Metadata { get; init; } = "{}";

    /// <summary>The outside thing that its runs belong to, such as <c>jira:KEY</c>.</summary>
    public string? FlowId { get; init; }

    /// <summary>The task that a task conversation is about.</summary>
    public Guid? InitiatedTaskId { get; init; }

    public int MessageCount { get; init; }

    public int CompletedTasks { get; init; }

    public int FailedTasks { get; init; }

    public int TotalTasks => CompletedTasks + FailedTasks;

    public decimal TotalCostUsd { get; init; }

    public double TotalDurationSeconds { get; init; }

    /// <summary>The earliest start of its tasks.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The latest end of its tasks.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>The title that a chat gets from its first message.</summary>
    public static string TitleOf(string message) => Text.Cut(message, ChatTitleLength);

    /// <summary>
    /// Who reads and writes it: every member in one with agents, the participants in a direct one; owner and assignee of the
    /// task in a task conversation, and admins.
    /// </summary>
    public bool IsOpenTo(string actorId, bool isAdmin) => Kind switch
    {
        ConversationKind.Agent => true,
        ConversationKind.Task => isAdmin || Participants.Contains(actorId),
        _ => Participants.Contains(actorId),
    };

    /// <summary>Refuses others; for them a direct conversation does not even exist.</summary>
    public void CheckOpenTo(string actorId, bool isAdmin)
    {
        if (IsOpenTo(actorId, isAdmin))
            return;

        throw Kind is ConversationKind.Direct
            ? new NotFoundException("conversation")
            : RuleException.Forbidden("Only owner and assignee of the task and admins may read its conversation.");
    }

    /// <summary>Refuses a change by anybody but who began it and admins.</summary>
    public void CheckChangeableBy(string actorId, bool isAdmin)
    {
        CheckOpenTo(actorId, isAdmin);

        if (!isAdmin && actorId != OwnerId)
            throw RuleException.Forbidden("Only the owner of the conversation and admins may change it.");
    }

    /// <summary>Runs are read by the whole organisation, so what few may read cannot become their input.</summary>
    public void CheckTakesRuns()
    {
        if (Kind is not ConversationKind.Agent)
            throw new RuleException(ErrorCode.Conflict, "Only a conversation of kind agent takes runs: they are read by the whole organisation.");
    }
}

/// <summary>Who a conversation is between.</summary>
public enum ConversationKind
{
    /// <summary>Anybody of the organisation with its agents.</summary>
    Agent,

    /// <summary>Owner and assignee of a task.</summary>
    Task,

    /// <summary>Its participants, and nobody else.</summary>
    Direct,
}
