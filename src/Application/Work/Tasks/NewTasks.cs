using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>What becomes of a request for a task: a run for the queue, or work for the board.</summary>
internal static class NewTasks
{
    public static NewRun ToRun(this CreateTask command, string orgId, TaskActor owner) =>
        new(orgId, EnumText.Of(owner.Type), owner.Id, command.InputMessage ?? "", command.Source ?? RunSource.Api)
        {
            Title = command.Title,
            Description = command.Description,
            Category = command.Category,
            AgentType = command.AgentType,
            AssignedAgent = command.AssignedAgent,
            SessionId = command.SessionId,
            ConversationId = command.ConversationId,
            ParentTaskId = command.ParentTaskId,
            InitiatedTaskId = command.InitiatedTaskId,
            FlowId = command.FlowId,
            SourceMetadata = command.SourceMetadata,
            Priority = command.Priority ?? TaskPriority.Medium,
            ExternalRefs = command.ExternalRefs ?? [],
        };

    public static WorkTask ToWork(this CreateTask command, string orgId, TaskActor owner, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OrgId = orgId,
        Kind = WorkTaskKind.Work,
        Title = command.Title ?? "",
        Description = command.Description,
        Status = command.Status ?? WorkTaskStatus.Draft,
        Priority = command.Priority ?? TaskPriority.Medium,
        Category = command.Category,
        OwnerType = owner.Type,
        OwnerId = owner.Id,
        ConversationId = command.ConversationId,
        ParentTaskId = command.ParentTaskId,
        InitiatedTaskId = command.InitiatedTaskId,
        FlowId = command.FlowId,
        ImpactPoints = command.ImpactPoints ?? 0,
        EstimatedHours = command.EstimatedHours,
        Location = command.Location,
        TeamSize = command.TeamSize,
        DueDate = command.DueDate,
        RequiredSkills = [.. command.RequiredSkills ?? []],
        Dependencies = [.. command.Dependencies ?? []],
        DefinitionOfDone = command.DefinitionOfDone,
        SuccessMetrics = [.. command.SuccessMetrics ?? []],
        Deliverables = [.. command.Deliverables ?? []],
        CreatedAt = now,
        UpdatedAt = now,
    };
}
