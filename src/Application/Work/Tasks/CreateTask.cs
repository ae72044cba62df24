using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Puts work on the board, or queues a run. Without a kind an input message makes it a run.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record CreateTask : ICommand<TaskView>, ITaskFields
{
    public WorkTaskKind? Kind { get; init; }

    /// <summary>Asked for of work; of a run by default the first 80 characters of its input message.</summary>
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Of work: draft (default) or available.</summary>
    public WorkTaskStatus? Status { get; init; }

    public TaskPriority? Priority { get; init; }
    public string? Category { get; init; }
    public Guid? ParentTaskId { get; init; }
    public Guid? InitiatedTaskId { get; init; }
    public int? ImpactPoints { get; init; }
    public decimal? EstimatedHours { get; init; }
    public string? Location { get; init; }
    public int? TeamSize { get; init; }
    public DateTimeOffset? DueDate { get; init; }
    public IReadOnlyList<string>? RequiredSkills { get; init; }
    public IReadOnlyList<Guid>? Dependencies { get; init; }
    public string? DefinitionOfDone { get; init; }
    public IReadOnlyList<string>? SuccessMetrics { get; init; }
    public IReadOnlyList<string>? Deliverables { get; init; }
    public string? InputMessage { get; init; }
    public AgentType? AgentType { get; init; }

    /// <summary>A name of the catalogue; null lets any worker take the run.</summary>
    public string? AssignedAgent { get; init; }

    public string? SessionId { get; init; }
    public Guid? ConversationId { get; init; }
    public string? FlowId { get; init; }
    public RunSource? Source { get; init; }

    /// <summary>Of a run: what it came from, an object of at most 64 KB.</summary>
    public JsonElement? SourceMetadata { get; init; }

    public IReadOnlyList<string>? ExternalRefs { get; init; }

    internal bool IsRun => Kind is WorkTaskKind.Run || (Kind is null && InputMessage is not null);
}

internal sealed class CreateTaskValidator : AbstractValidator<CreateTask>
{
    public CreateTaskValidator()
    {
        Include(new TaskFieldRules());
        RuleFor(command => command.Title).NotNull().When(command => !command.IsRun);
        RuleFor(command => command.Status).Must(status => status is null or WorkTaskStatus.Draft or WorkTaskStatus.Available)
            .When(command => !command.IsRun).WithMessage("Work begins as draft or available.");
        RuleFor(command => command.Status).Must(status => status is null or WorkTaskStatus.Queued)
            .When(command => command.IsRun).WithMessage("A run begins as queued.");
        RuleFor(command => command.InputMessage).NotNull().Characters(1, WorkTask.MaxTextLength).When(command => command.IsRun);
        RuleFor(command => command.InputMessage).Null().When(command => !command.IsRun).WithMessage("Only a run has an input message.");
        RuleFor(command => command.SessionId).Characters(1, WorkTask.MaxLabelLength);
        RuleFor(command => command.FlowId).Characters(1, WorkTask.MaxLabelLength);
        RuleFor(command => command.SourceMetadata).SmallObject();
    }
}

internal sealed class CreateTaskHandler(
    RunQueue runs, TaskKeeper keeper, ITaskRepository tasks, ConversationReading conversations, CallContext call, TimeProvider time)
    : IRequestHandler<CreateTask, TaskView>
{
    public async Task<TaskView> Handle(CreateTask command, CancellationToken cancellationToken)
    {
        await CheckReference("parent_task_id", command.ParentTaskId, cancellationToken);
        await CheckReference("initiated_task_id", command.InitiatedTaskId, cancellationToken);

        if (command.IsRun)
        {
            var run = await runs.Queue(command.ToRun(call.OrgId, call.Caller.TaskActor()), cancellationToken);
            return TaskView.Of(run) with { TaskId = run.Id };
        }

        if (command.ConversationId is { } conversation)
            await conversations.Take(conversation, cancellationToken);

        var work = command.ToWork(call.OrgId, call.Caller.TaskActor(), time.Now());
        await keeper.Add(work, cancellationToken);
        return TaskView.Of(work);
    }

    private async Task CheckReference(string field, Guid? id, CancellationToken cancellationToken)
    {
        if (id is { } other && !await tasks.Exists(call.OrgId, other, cancellationToken))
            throw new ValidationFailedException(field, "No such task.");
    }
}
