using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Maintenance;
using Hivemind.Application.Traffic.Replays;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase]
[Route("api/v1/event-ops")]
[Tags("event-ops")]
[Produces("application/json")]
public sealed class ReplayController(IMediator mediator) : ControllerBase
{
    /// <summary>Runs the handlers of stored events again, oldest first; one replay at a time. A dry run only counts.</summary>
    [HttpPost("replay", Name = "start_replay")]
    [Idempotent]
    [ProducesResponseType<ReplayView>(202)]
    public async Task<ActionResult<ReplayView>> Start(StartReplay command, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(command, cancellationToken));

    /// <summary>The replays of the organisation, newest first.</summary>
    [HttpGet("replay", Name = "list_replays")]
    [ProducesResponseType<MetaList<ReplayView>>(200)]
    public Task<MetaList<ReplayView>> List(string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListReplays(limit, cursor), cancellationToken);

    /// <summary>One replay and how far it has come.</summary>
    [HttpGet("replay/{id:guid}", Name = "get_replay")]
    [ProducesResponseType<ReplayView>(200)]
    public Task<ReplayView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetReplay(id), cancellationToken);

    /// <summary>Ends a replay; the event in hand is finished.</summary>
    [HttpDelete("replay/{id:guid}", Name = "cancel_replay")]
    [ProducesResponseType<ReplayView>(200)]
    [Refuses(409)]
    public Task<ReplayView> Cancel(Guid id, CancellationToken cancellationToken) => mediator.Send(new CancelReplay(id), cancellationToken);

    /// <summary>Runs the maintenance of the organisation now: automatic retries that are due, and the removal of what is past its time.</summary>
    [HttpPost("scheduled", Name = "run_scheduled_maintenance")]
    [ProducesResponseType<MaintenanceResult>(200)]
    public async Task<MaintenanceResult> RunScheduled(CancellationToken cancellationToken)
    {
        var started = await mediator.Send(new RunMaintenance(), cancellationToken);
        return await mediator.Send(new AwaitMaintenance(started), cancellationToken);
    }
}
