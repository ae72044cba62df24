using Hivemind.Application.Live;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Live;

[ApiController]
[Route("api/v1/tasks/{id:guid}/stream")]
[Tags("tasks")]
public sealed class TaskStreamController(IMediator mediator) : ControllerBase
{
    /// <summary>The output of a run as it is written, its questions and its states; ends after the final state.</summary>
    /// <remarks>
    /// Events are named task_output, task_status and task_input, with reset and ping as everywhere. Reconnect with the id of the last
    /// event; or begin with what is stored after a number.
    /// </remarks>
    /// <param name="after">The number of the last output seen; stored output comes first.</param>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    /// <param name="lastEventId">Resumes after this event; the header Last-Event-ID comes first, and both come before the number.</param>
    [HttpGet(Name = "stream_task")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    public async Task<IActionResult> Stream(Guid id, int? after, string? token, string? lastEventId, CancellationToken cancellationToken) =>
        new LiveStreamResult(await mediator.Send(new WatchTask(id, after, LiveStreamResult.ResumeHeader(Request) ?? lastEventId), cancellationToken));
}
