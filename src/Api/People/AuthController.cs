using Hivemind.Application.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/auth")]
[Tags("auth")]
[Produces("application/json")]
public sealed class AuthController(IMediator mediator) : ControllerBase
{
    /// <summary>Who the caller is to the server.</summary>
    [HttpPost("validate", Name = "validate_credential")]
    [ProducesResponseType<CredentialView>(200)]
    public Task<CredentialView> Validate(CancellationToken cancellationToken) =>
        mediator.Send(new ValidateCredential(), cancellationToken);
}
