using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.People.SignIn;
using Hivemind.Application.People.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/auth")]
[Tags("auth")]
[Produces("application/json")]
public sealed class AuthController(IMediator mediator) : ControllerBase
{
    /// <summary>Makes a user: the first one of the deployment becomes owner, every other needs an invitation.</summary>
    [HttpPost("register", Name = "register_user")]
    [AllowAnonymous]
    [Idempotent]
    [ProducesResponseType<UserProfile>(201)]
    [Refuses(403, 409)]
    public async Task<IActionResult> Register(RegisterUser body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>Signs a user in: the token is for programs, the same comes as a cookie for browsers.</summary>
    [HttpPost("login", Name = "login")]
    [AllowAnonymous]
    [ShowsSecret]
    [ProducesResponseType<SessionToken>(200)]
    [Refuses(401)]
    public async Task<SessionToken> Login(LogIn body, CancellationToken cancellationToken) =>
        SessionCookie.Give(Response, await mediator.Send(body, cancellationToken));

    /// <summary>Ends the caller's session and clears its cookie.</summary>
    [HttpPost("logout", Name = "logout")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Logout(CancellationToken cancellationToken)
    {
        await mediator.Send(new LogOut(), cancellationToken);
        SessionCookie.Clear(Response);
        return NoContent();
    }

    /// <summary>Who the caller is to the server.</summary>
    [HttpPost("validate", Name = "validate_credential")]
    [ProducesResponseType<CredentialView>(200)]
    public Task<CredentialView> Validate(CancellationToken cancellationToken) =>
        mediator.Send(new ValidateCredential(), cancellationToken);

    /// <summary>Where the caller is signed in, newest first.</summary>
    [HttpGet("sessions", Name = "list_sessions")]
    [ProducesResponseType<OffsetList<SessionView>>(200)]
    public Task<OffsetList<SessionView>> ListSessions(
        CancellationToken cancellationToken, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListSessions(limit, offset, cursor), cancellationToken);

    /// <summary>Ends one of the caller's own sessions.</summary>
    [HttpDelete("sessions/{id:guid}", Name = "revoke_session")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> RevokeSession(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeSession(id), cancellationToken);
        return NoContent();
    }
}
