using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.People.SignIn;
using Hivemind.Application.People.Presence;
using Hivemind.Application.People.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/users")]
[Tags("users")]
[Produces("application/json")]
public sealed class UsersController(IMediator mediator) : ControllerBase
{
    /// <summary>The caller's own profile. Keys have none.</summary>
    [HttpGet("me", Name = "get_own_user")]
    [ProducesResponseType<UserProfile>(200)]
    public Task<UserProfile> GetOwn(CancellationToken cancellationToken) =>
        mediator.Send(new GetOwnUser(), cancellationToken);

    /// <summary>Replaces what the caller says about itself.</summary>
    [HttpPut("me", Name = "update_own_user")]
    [ProducesResponseType<UserProfile>(200)]
    public Task<UserProfile> UpdateOwn(UpdateOwnUser body, CancellationToken cancellationToken) =>
        mediator.Send(body, cancellationToken);

    /// <summary>Changes the caller's password and ends its other sessions.</summary>
    [HttpPost("me/password", Name = "change_own_password")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> ChangePassword(ChangeOwnPassword body, CancellationToken cancellationToken)
    {
        await mediator.Send(body, cancellationToken);
        return NoContent();
    }

    /// <summary>The users of the caller's organisation, newest first. Only admins see e-mail addresses.</summary>
    [HttpGet(Name = "list_users")]
    [ProducesResponseType<OffsetList<UserView>>(200)]
    public Task<OffsetList<UserView>> List(
        CancellationToken cancellationToken,
        string? q = null, bool? isActive = null, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListUsers(q, isActive, limit, offset, cursor), cancellationToken);

    /// <summary>Who of the caller's organisation has a socket open now, last seen first; never with an e-mail address.</summary>
    /// <param name="limit">1 to 100.</param>
    [HttpGet("online", Name = "list_online_users")]
    [ProducesResponseType<IReadOnlyList<UserView>>(200)]
    public Task<IReadOnlyList<UserView>> Online(CancellationToken cancellationToken, int limit = 100) =>
        mediator.Send(new ListOnlineUsers(limit), cancellationToken);

    /// <summary>One user of the caller's organisation. Only admins see the e-mail address.</summary>
    [HttpGet("{id:guid}", Name = "get_user")]
    [ProducesResponseType<UserView>(200)]
    public Task<UserView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetUser(id), cancellationToken);

    /// <summary>Changes what a user is called and may do. An organisation keeps one active owner.</summary>
    [HttpPatch("{id:guid}", Name = "update_user")]
    [ProducesResponseType<UserView>(200)]
    [Refuses(409)]
    public Task<UserView> Update(Guid id, UserChanges body, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateUser(id, body), cancellationToken);
}
