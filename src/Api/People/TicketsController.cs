using Hivemind.Api.Common;
using Hivemind.Application.People.SignIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/stream/tickets")]
[Tags("stream")]
[Produces("application/json")]
public sealed class TicketsController(IMediator mediator) : ControllerBase
{
    /// <summary>A ticket that opens one stream or socket as the caller, once, within 60 seconds.</summary>
    [HttpPost(Name = "create_stream_ticket")]
    [ShowsSecret]
    [ProducesResponseType<StreamTicketView>(201)]
    public async Task<IActionResult> Create(CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(new CreateStreamTicket(), cancellationToken));
}
