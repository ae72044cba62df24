using Hivemind.Api.Common;
using Hivemind.Application.Knowledge.Outcomes;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Knowledge;

[ApiController]
[Route("api/v1/outcomes")]
[Tags("outcomes")]
[Produces("application/json")]
public sealed class OutcomesController(IMediator mediator) : ControllerBase
{
    /// <summary>Tells whether an item helped. An agent has one vote per item; a later one takes its place.</summary>
    [HttpPost("", Name = "report_outcome")]
    [Idempotent]
    [ProducesResponseType<OutcomeReport>(202)]
    public async Task<AcceptedResult> Report(ReportOutcome report, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(report, cancellationToken));
}
