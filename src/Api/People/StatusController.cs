using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/status")]
[Tags("status")]
[Produces("application/json")]
public sealed class StatusController(IMediator mediator) : ControllerBase
{
    /// <summary>Which process answers, and how busy the caller's organisation is over all of them.</summary>
    [HttpGet(Name = "get_status")]
    [ProducesResponseType<StatusView>(200)]
    public Task<StatusView> Get(CancellationToken cancellationToken) => mediator.Send(new GetStatus(), cancellationToken);
}
