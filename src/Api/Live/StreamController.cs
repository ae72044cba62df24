using Hivemind.Application.Live;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Live;

/// <summary>The live log: as server-sent events, and page by page.</summary>
[ApiController]
[Route("api/v1/stream")]
[Tags("stream")]
public sealed class StreamController(IMediator mediator) : ControllerBase
{
    private const string EventStream = "text/event-stream";

    /// <summary>Tells of published knowledge as it happens: public of everyone, private of the own organisation.</summary>
    /// <remarks>
    /// Events are named public or private; data holds id, is_public, org_id, category and title. A ping breaks every silence of 25 s.
    /// Reconnect with the id of the last event: nothing is missed and nothing comes twice. An event named reset says that this is not
    /// possible (expired, epoch_changed, invalid): load the state anew.
    /// </remarks>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    /// <param name="lastEventId">Resumes after this event; the header Last-Event-ID comes first.</param>
    [HttpGet("feed", Name = "stream_knowledge_feed")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, EventStream)]
    public async Task<IActionResult> Feed(string? token, string? lastEventId, CancellationToken cancellationToken) =>
        new LiveStreamResult(await mediator.Send(new WatchStream(Topic.Knowledge, ResumeHeader ?? lastEventId), cancellationToken));

    /// <summary>The rows of the live log that the caller may see, oldest first; with Accept: text/event-stream the same selection live.</summary>
    /// <remarks>
    /// Without a position the list starts at the oldest retained row, the live form at now. The field reset says why a list starts at
    /// the oldest row although a position was given. Items may be empty while has_more is true: read on from next.
    /// </remarks>
    /// <param name="after">A position: the id of a row, or next of a page.</param>
    /// <param name="topics">A comma list: agents, automations, contributions, events, instances, knowledge, presence, tasks (default all), task:{id}, conversation:{id}.</param>
    /// <param name="limit">1 to 500.</param>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    /// <param name="lastEventId">In the live form the same as after; the header Last-Event-ID comes first.</param>
    [HttpGet("events", Name = "list_stream_events")]
    [ProducesResponseType<StreamPage>(StatusCodes.Status200OK, "application/json", EventStream)]
    public async Task<IActionResult> Events(
        string? after, string? topics, int? limit, string? token, string? lastEventId, CancellationToken cancellationToken) =>
        Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase)
            ? new LiveStreamResult(await mediator.Send(new WatchStream(topics, ResumeHeader ?? lastEventId ?? after), cancellationToken))
            : Ok(await mediator.Send(new ListStreamEvents(after, topics, limit ?? 100), cancellationToken));

    private string? ResumeHeader => LiveStreamResult.ResumeHeader(Request);
}
