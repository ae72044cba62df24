using System.Text.Json.Serialization;
using Hivemind.Application.Live;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Tells live clients what happens to tasks: the boards of everybody else move too.</summary>
public sealed class TaskNews(ILiveLog live)
{
    /// <summary>Bytes that a text may take in a payload of 8 KB; who needs all of it reads the task.</summary>
    public const int MaxTextBytes = 7000;

    public async Task Changed(WorkTask task, CancellationToken cancellationToken)
    {
        await Append(task, "task_status", new TaskStatusMessage(task.Id, TopicOf(task), task.Status, ResultOf(task), task.DeletedAt is not null), cancellationToken);

        if (!task.IsRun)
            await Append(task, "task_status_update", new TaskStatusUpdate(task.Id, task.Status, task.AssigneeId, task.AssigneeType), cancellationToken);
    }

    public Task Assigned(WorkTask task, string assignedBy, CancellationToken cancellationToken) =>
        Append(task, "task_assignment_update", new TaskAssignmentUpdate(task.Id, task.AssigneeId, task.AssigneeType, assignedBy), cancellationToken);

    public Task Output(WorkTask run, int seq, CancellationToken cancellationToken) =>
        Append(run, "task_output", new TaskOutputRow(run.Id, seq), cancellationToken);

    public Task Input(WorkTask run, string input, CancellationToken cancellationToken) =>
        Append(run, "task_input", new TaskInputMessage(run.Id, input, run.UpdatedAt), cancellationToken);

    private Task Append(WorkTask task, string name, object payload, CancellationToken cancellationToken) =>
        live.Append(new LiveMessage(task.OrgId, IsPublic: false, TopicOf(task), name, payload), cancellationToken);

    private static string TopicOf(WorkTask task) => Topic.Task(task.Id);

    private static string? ResultOf(WorkTask task) => task is { IsFinal: true, Result: { } result } ? WireText.Fit(result, MaxTextBytes) : null;
}

/// <summary>Where a task stands, and that it is gone when it is. The result of a final status may be cut.</summary>
public sealed record TaskStatusMessage(
    Guid TaskId,
    string Channel,
    WorkTaskStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Deleted);

/// <summary>A task of the board moved.</summary>
public sealed record TaskStatusUpdate(Guid TaskId, WorkTaskStatus NewStatus, string? AssigneeId, ActorType? AssigneeType);

/// <summary>A task of the board was given to somebody, or put back.</summary>
public sealed record TaskAssignmentUpdate(Guid TaskId, string? AssigneeId, ActorType? AssigneeType, string AssignedBy);

/// <summary>A run wrote output; its text is read at delivery.</summary>
public sealed record TaskOutputRow(Guid TaskId, int Seq);

/// <summary>Somebody answered what a run asked.</summary>
public sealed record TaskInputMessage(Guid TaskId, string Input, DateTimeOffset Timestamp);
