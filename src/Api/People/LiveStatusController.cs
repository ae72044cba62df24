using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/dashboard/live-status")]
[Tags("dashboard")]
[Produces("application/json")]
public sealed class LiveStatusController(IMediator mediator) : ControllerBase
{
    /// <summary>What goes on in the caller's organisation now: people online, tasks at work, tasks changed in the last hour.</summary>
    [HttpGet(Name = "get_live_status")]
    [ProducesResponseType<LiveStatusView>(200)]
    public Task<LiveStatusView> Get(CancellationToken cancellationToken) => mediator.Send(new GetLiveStatus(), cancellationToken);
}
