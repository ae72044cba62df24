using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Tasks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

/// <summary>Tasks of both kinds: what people do on the board, and what agents run.</summary>
[ApiController]
[Route("api/v1/tasks")]
[Tags("tasks")]
[Produces("application/json")]
public sealed class TasksController(IMediator mediator) : ControllerBase
{
    /// <summary>The tasks of the organisation, filtered and ordered. What has no value to order by counts as the lowest.</summary>
    /// <param name="status">A comma list.</param>
    /// <param name="assignee">A user's UUID or an agent id.</param>
    /// <param name="owner">A user's UUID or an agent id.</param>
    /// <param name="agent">A name of the catalogue.</param>
    [HttpGet(Name = "list_tasks")]
    [ProducesResponseType<PageList<TaskRow>>(200)]
    public Task<PageList<TaskRow>> List(
        WorkTaskKind? kind, string? status, TaskPriority? priority, string? category, string? assignee, string? owner, string? sessionId,
        string? agent, Guid? conversationId, string? flowId, Guid? parentTaskId, DateTimeOffset? since,
        DateTimeOffset? until, int? page, string? cursor, CancellationToken cancellationToken,
        TaskSort sortBy = TaskSort.CreatedAt, SortOrder sortOrder = SortOrder.Desc, int pageSize = ListTasks.DefaultPageSize) =>
        mediator.Send(new ListTasks
        {
            Kind = kind,
            Statuses = ListTasks.StatusesOf(status),
            Priority = priority,
            Category = category,
            Assignee = assignee,
            Owner = owner,
            SessionId = sessionId,
            Agent = agent,
            ConversationId = conversationId,
            FlowId = flowId,
            ParentTaskId = parentTaskId,
            Since = since,
            Until = until,
            SortBy = sortBy,
            SortOrder = sortOrder,
            Page = page,
            PageSize = pageSize,
            Cursor = cursor,
        }, cancellationToken);

    /// <summary>Puts work on the board, or queues a run. Without a kind an input message makes it a run.</summary>
    [HttpPost(Name = "create_task")]
    [Idempotent]
    [ProducesResponseType<TaskView>(201)]
    public async Task<ActionResult<TaskView>> Create(CreateTask command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>One task, whole.</summary>
    [HttpGet("{id:guid}", Name = "get_task")]
    [ProducesResponseType<TaskView>(200)]
    public Task<TaskView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetTask(id), cancellationToken);

    /// <summary>Its owner changes what is to be done; the worker of a run reports status, result, model, tokens and cost in one step.</summary>
    [HttpPatch("{id:guid}", Name = "update_task")]
    [ProducesResponseType<TaskView>(200)]
    [Refuses(409)]
    public Task<TaskView> Update(Guid id, TaskChanges changes, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateTask(id, changes), cancellationToken);

    /// <summary>Takes a task away; a run only when it is over.</summary>
    [HttpDelete("{id:guid}", Name = "delete_task")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteTask(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Gives work to a user or an agent: it is in progress from then on.</summary>
    [HttpPost("{id:guid}/assign", Name = "assign_task")]
    [ProducesResponseType<TaskView>(200)]
    [Refuses(409)]
    public Task<TaskView> Assign(Guid id, TaskAssignment assignment, CancellationToken cancellationToken) =>
        mediator.Send(new AssignTask(id, assignment.UserId, assignment.AgentId), cancellationToken);

    /// <summary>Takes free work for oneself. Of several at once one gets it; nobody claims a task of their own.</summary>
    [HttpPost("{id:guid}/claim", Name = "claim_task")]
    [ProducesResponseType<TaskView>(200)]
    [Refuses(409)]
    public Task<TaskView> Claim(Guid id, CancellationToken cancellationToken) => mediator.Send(new ClaimTask(id), cancellationToken);

    /// <summary>Puts work that is in progress back on the board.</summary>
    [HttpPost("{id:guid}/release", Name = "release_task")]
    [ProducesResponseType<TaskView>(200)]
    [Refuses(409)]
    public Task<TaskView> Release(Guid id, CancellationToken cancellationToken) => mediator.Send(new ReleaseTask(id), cancellationToken);

    /// <summary>Moves a task to a status that its kind allows from where it stands.</summary>
    [HttpPut("{id:guid}/status", Name = "set_task_status")]
    [ProducesResponseType<TaskView>(200)]
    [Refuses(409)]
    public Task<TaskView> SetStatus(Guid id, TaskStatusChange change, CancellationToken cancellationToken) =>
        mediator.Send(new SetTaskStatus(id, change.Status), cancellationToken);
}

/// <summary>Who gets the work: a user, or an agent.</summary>
public sealed record TaskAssignment(Guid? UserId, string? AgentId);

/// <summary>Where to move a task.</summary>
public sealed record TaskStatusChange
{
    public required WorkTaskStatus Status { get; init; }
}
