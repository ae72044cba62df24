using Hivemind.Application.Sources;
using Hivemind.Domain.Sources;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Sources;

[ApiController]
[Route("api/v1/oauth")]
[Tags("oauth")]
[Produces("application/json")]
public sealed class OAuthController(IMediator mediator) : ControllerBase
{
    /// <summary>How the organisation stands with every platform, by its name.</summary>
    [HttpGet("status", Name = "list_oauth_status")]
    [ProducesResponseType<OAuthStatuses>(200)]
    public Task<OAuthStatuses> List(CancellationToken cancellationToken) => mediator.Send(new ListOAuthStatus(), cancellationToken);

    /// <summary>How the organisation stands with one platform.</summary>
    [HttpGet("status/{platform}", Name = "get_oauth_status")]
    [ProducesResponseType<OAuthStatus>(200)]
    public Task<OAuthStatus> Get(Platform platform, CancellationToken cancellationToken) => mediator.Send(new GetOAuthStatus(platform), cancellationToken);
}
