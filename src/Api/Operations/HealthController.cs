using Hivemind.Application.Common;
using Hivemind.Application.Operations;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Operations;

[ApiController, CamelCase, AllowAnonymous, Produces("application/json"), Tags("health")]
public sealed class HealthController(IMediator mediator) : ControllerBase
{
    /// <summary>Whether this process can do its work: 200 only when everything works, else 503 with the same shape.</summary>
    [HttpGet("/health", Name = "get_health")]
    [ProducesResponseType<HealthView>(200), ProducesResponseType<HealthView>(503)]
    public async Task<ObjectResult> Get(CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new GetHealth(), cancellationToken));

    /// <summary>The same as /health.</summary>
    [HttpGet("/api/v1/health", Name = "get_api_health")]
    [ProducesResponseType<HealthView>(200), ProducesResponseType<HealthView>(503)]
    public async Task<ObjectResult> GetAlias(CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new GetHealth(), cancellationToken));

    private ObjectResult Answer(HealthView health) => StatusCode(health.Status is HealthStatus.Healthy ? 200 : 503, health);
}
