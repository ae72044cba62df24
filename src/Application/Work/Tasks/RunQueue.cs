using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Work.Agents;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>A run to be done by some agent. The owner is a user's UUID or an agent id.</summary>
public sealed record NewRun(string OrgId, string OwnerType, string OwnerId, string InputMessage, RunSource Source)
{
    /// <summary>Default: the first 80 characters of the input message.</summary>
    public string? Title { get; init; }

    /// <summary>Default: that of the assigned agent.</summary>
    public AgentType? AgentType { get; init; }

    /// <summary>A name of the catalogue.</summary>
    public string? AssignedAgent { get; init; }

    public string? SessionId { get; init; }
    public Guid? ConversationId { get; init; }
    public Guid? ParentTaskId { get; init; }
    public string? FlowId { get; init; }
    public JsonElement? SourceMetadata { get; init; }
    public TaskPriority Priority { get; init; } = TaskPriority.Medium;
    public IReadOnlyList<string> ExternalRefs { get; init; } = [];
    public Guid? CausedByEventId { get; init; }

    internal string? Description { get; init; }
    internal string? Category { get; init; }
    internal Guid? InitiatedTaskId { get; init; }
}

/// <summary>Queues runs in the running transaction, wherever they come from: requests, chat, webhooks, automations.</summary>
public sealed class RunQueue(TaskKeeper keeper, IAgentRepository agents, FlowConversations conversations, TimeProvider time)
{
    public const int TitleLength = 80;

    public async Task<WorkTask> Queue(NewRun run, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var title = run.Title ?? Text.Cut(run.InputMessage, TitleLength);
        var task = new WorkTask
        {
            Id = Guid.CreateVersion7(now),
            OrgId = run.OrgId,
            Kind = WorkTaskKind.Run,
            Title = title,
            Description = run.Description,
            Category = run.Category,
            Status = WorkTaskStatus.Queued,
            Priority = run.Priority,
            OwnerType = EnumText.Parse<ActorType>(run.OwnerType),
            OwnerId = run.OwnerId,
            ConversationId = await conversations.Of(run, title, cancellationToken),
            ParentTaskId = run.ParentTaskId,
            InitiatedTaskId = run.InitiatedTaskId,
            FlowId = run.FlowId,
            AgentType = await AgentTypeOf(run, cancellationToken),
            AssignedAgent = run.AssignedAgent,
            SessionId = run.SessionId,
            InputMessage = run.InputMessage,
            Source = run.Source,
            SourceMetadata = run.SourceMetadata,
            ExternalRefs = [.. run.ExternalRefs],
            CausedByEventId = run.CausedByEventId,
            CreatedAt = now,
            UpdatedAt = now,
        };

        await keeper.Add(task, cancellationToken);
        return task;
    }

    private async Task<AgentType?> AgentTypeOf(NewRun run, CancellationToken cancellationToken)
    {
        if (run.AssignedAgent is null)
            return run.AgentType;

        var agent = await agents.Find(run.OrgId, run.AssignedAgent, cancellationToken)
            ?? throw new ValidationFailedException("assigned_agent", "No agent of the catalogue has this name.");

        return run.AgentType is null || run.AgentType == agent.AgentType
            ? agent.AgentType
            : throw new ValidationFailedException("agent_type", $"The assigned agent is of the type {EnumText.Of(agent.AgentType)}.");
    }
}
