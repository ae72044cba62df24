using Hivemind.Api.OpenApi;
using Hivemind.Application.Work.Tasks;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Work;

/// <summary>What workers do with runs, and what others do with runs under way.</summary>
[ApiController]
[Route("api/v1/tasks")]
[Tags("tasks")]
[Produces("application/json")]
public sealed class RunsController(IMediator mediator) : ControllerBase
{
    /// <summary>Hands the next run to the caller, which is its worker from then on; 204 when there is none.</summary>
    /// <remarks>
    /// Urgent ones first, then those of the agent with the higher priority, then the oldest. No agent ever has more runs under way than
    /// it may. The worker must be heard from before its lease ends, else the run fails with LEASE_EXPIRED.
    /// </remarks>
    [HttpPost("claim-next", Name = "claim_next_task")]
    [ProducesResponseType<TaskView>(200)]
    [ProducesResponseType(204)]
    public async Task<ActionResult<TaskView>> ClaimNext(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ClaimNextTask? command, CancellationToken cancellationToken) =>
        await mediator.Send(command ?? new ClaimNextTask(), cancellationToken) is { } run ? run : NoContent();

    /// <summary>Renews the worker's lease. The answer tells it of a cancellation, and of the answer to its question.</summary>
    [HttpPost("{id:guid}/heartbeat", Name = "heartbeat_task")]
    [ProducesResponseType<TaskHeartbeat>(200)]
    [Refuses(409)]
    public Task<TaskHeartbeat> Heartbeat(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] LeaseLength? lease, CancellationToken cancellationToken) =>
        mediator.Send(new HeartbeatTask(id, lease?.LeaseSeconds), cancellationToken);

    /// <summary>Appends a piece of output, at most 64 KB, and renews the lease. Secrets in it are masked with ***.</summary>
    /// <remarks>The server numbers from 1. A worker that sends its own number may repeat a call: equal content answers 200, other 409.</remarks>
    [HttpPost("{id:guid}/output", Name = "append_task_output")]
    [ProducesResponseType<TaskOutputReceipt>(201)]
    [ProducesResponseType<TaskOutputReceipt>(200)]
    [Refuses(409, 413)]
    public async Task<ActionResult<TaskOutputReceipt>> Append(Guid id, OutputChunk chunk, CancellationToken cancellationToken)
    {
        var receipt = await mediator.Send(new AppendTaskOutput(id, chunk.Content, chunk.Seq), cancellationToken);
        return StatusCode(receipt.IsRepeat ? 200 : 201, receipt);
    }

    /// <summary>The output of a run after a number.</summary>
    [HttpGet("{id:guid}/logs", Name = "get_task_logs")]
    [ProducesResponseType<TaskLogs>(200)]
    public Task<TaskLogs> Logs(Guid id, CancellationToken cancellationToken, int after = 0, int limit = 500) =>
        mediator.Send(new GetTaskLogs(id, after, limit), cancellationToken);

    /// <summary>Answers a run that waits for input; it goes on.</summary>
    [HttpPost("{id:guid}/input", Name = "send_task_input")]
    [ProducesResponseType<TaskInputReceipt>(200)]
    [Refuses(409)]
    public Task<TaskInputReceipt> Input(Guid id, TaskInput input, CancellationToken cancellationToken) =>
        mediator.Send(new SendTaskInput(id, input.Message), cancellationToken);

    /// <summary>Stops a run that is not over; any member may.</summary>
    [HttpPost("{id:guid}/stop", Name = "stop_task")]
    [ProducesResponseType<StoppedTask>(200)]
    [Refuses(409)]
    public Task<StoppedTask> Stop(Guid id, CancellationToken cancellationToken) => mediator.Send(new StopTask(id), cancellationToken);
}

/// <summary>For how long the worker may be silent, 10 to 3600; default as it was.</summary>
public sealed record LeaseLength(int? LeaseSeconds);

/// <summary>A piece of output, with the number it is to have when the worker counts itself.</summary>
public sealed record OutputChunk(string Content, int? Seq);

/// <summary>What to tell a run that waits.</summary>
public sealed record TaskInput(string Message);
