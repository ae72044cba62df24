using System.Text.Json;
using Hivemind.Api.Common;
using Hivemind.Api.Live;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Figures;
using Hivemind.Domain.Traffic.Events;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase, Limited(LimitedAttribute.EventReads)]
[Route("api/v1/events")]
[Tags("events")]
[Produces("application/json")]
public sealed class EventsController(IMediator mediator) : ControllerBase
{
    /// <summary>The events of the organisation, newest first.</summary>
    /// <param name="channel">A comma list.</param>
    /// <param name="eventType">A comma list.</param>
    /// <param name="contentType">A comma list.</param>
    /// <param name="search">Contained, in any case, in text, transcription or image description.</param>
    [HttpGet(Name = "list_events")]
    [ProducesResponseType<MetaList<EventView>>(200)]
    public Task<MetaList<EventView>> List(
        string? channel, string? eventType, string? contentType, Guid? instanceId, Guid? personId, EventDirection? direction, EventStatus? status,
        DateTimeOffset? since, DateTimeOffset? until, string? search, string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(
            new ListEvents(
                new(channel, eventType, contentType, instanceId, personId, direction, status, since, until) { Search = search }, limit, cursor), cancellationToken);

    /// <summary>Records what an adapter saw at its channel. The same instance, type and external id again answers 200 with the first event.</summary>
    [HttpPost(Name = "create_event")]
    [Idempotent, Limited(LimitedAttribute.EventIngest)]
    [ProducesResponseType<EventView>(201), ProducesResponseType<EventView>(200)]
    public async Task<ActionResult<EventView>> Create(EventInput input, CancellationToken cancellationToken)
    {
        var (view, isNew) = await mediator.Send(new CreateEvent(input), cancellationToken);
        return StatusCode(isNew ? 201 : 200, view);
    }

    /// <summary>Records up to 1,000 events in one transaction. What is wrong with one does not hold the others back; each has its result.</summary>
    [HttpPost("batch", Name = "create_events")]
    [Idempotent, Limited(LimitedAttribute.EventIngest)]
    [ProducesResponseType<EventBatchView>(200)]
    public Task<EventBatchView> CreateMany(CreateEvents command, CancellationToken cancellationToken) =>
        mediator.Send(command, cancellationToken);

    /// <summary>Records an event of a type custom.*, to set automations off.</summary>
    [HttpPost("trigger", Name = "trigger_event")]
    [Idempotent]
    [ProducesResponseType<EventView>(201)]
    public async Task<ActionResult<EventView>> Trigger(TriggerEvent command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>Looks for words in events, newest first.</summary>
    /// <remarks>
    /// Items have the shape of the format: full as in the list; summary with id, eventType, channel, instanceId, direction, contentType,
    /// text (200 characters) and receivedAt; agent with role (user for inbound, assistant for outbound), content and timestamp.
    /// </remarks>
    [HttpPost("search", Name = "search_events")]
    [ProducesResponseType<MetaList<JsonElement>>(200)]
    public Task<MetaList<JsonElement>> Search(SearchEvents query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    /// <summary>What the traffic consists of, over a window (the last 24 hours unless given) and over time.</summary>
    /// <param name="since">Default 24 hours before until.</param>
    /// <param name="until">Default now; not itself in the window.</param>
    /// <param name="instanceId">Only events of this instance.</param>
    /// <param name="granularity">Of the timeline: hourly covers at most 31 days, daily 366.</param>
    /// <param name="allTime">Everything; since and until are not looked at.</param>
    [HttpGet("analytics", Name = "get_event_analytics")]
    [ProducesResponseType<EventAnalyticsView>(200)]
    public Task<EventAnalyticsView> Analytics(
        DateTimeOffset? since, DateTimeOffset? until, Guid? instanceId, TimelineGranularity? granularity, bool? allTime, CancellationToken cancellationToken) =>
        mediator.Send(new GetEventAnalytics(since, until, instanceId, granularity, allTime ?? false), cancellationToken);

    /// <summary>Tells of recorded events and of connections as they happen.</summary>
    /// <remarks>
    /// Messages are event.received with id, eventType, instanceId and receivedAt, and instance.status with instanceId and isConnected.
    /// Pings, resuming and reset are those of the knowledge feed.
    /// </remarks>
    /// <param name="eventType">A comma list; narrows event.received.</param>
    /// <param name="instanceId">Only of this instance.</param>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    /// <param name="lastEventId">Resumes after this event; the header Last-Event-ID comes first.</param>
    [HttpGet("stream", Name = "stream_events")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    public async Task<IActionResult> Stream(string? eventType, Guid? instanceId, string? token, string? lastEventId, CancellationToken cancellationToken) =>
        new LiveStreamResult(await mediator.Send(
            new WatchTraffic(eventType, instanceId, Request.Headers["Last-Event-ID"].FirstOrDefault() ?? lastEventId), cancellationToken));

    /// <summary>What a person did over all channels, oldest first.</summary>
    [HttpGet("timeline/{personId:guid}", Name = "get_event_timeline")]
    [ProducesResponseType<MetaList<EventView>>(200)]
    public Task<MetaList<EventView>> Timeline(
        Guid personId, DateTimeOffset? since, DateTimeOffset? until, string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new GetEventTimeline(personId, since, until, limit, cursor), cancellationToken);

    /// <summary>One event, whole.</summary>
    [HttpGet("{id:guid}", Name = "get_event")]
    [ProducesResponseType<EventView>(200)]
    public Task<EventView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetEvent(id), cancellationToken);
}
