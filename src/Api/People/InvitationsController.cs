using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.People.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/users/invitations")]
[Tags("users")]
[Produces("application/json")]
public sealed class InvitationsController(IMediator mediator) : ControllerBase
{
    /// <summary>The invitations of the organisation, newest first, without their tokens.</summary>
    [HttpGet(Name = "list_invitations")]
    [ProducesResponseType<OffsetList<InvitationView>>(200)]
    public Task<OffsetList<InvitationView>> List(
        CancellationToken cancellationToken, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListInvitations(limit, offset, cursor), cancellationToken);

    /// <summary>Invites a person. The token is shown only now.</summary>
    [HttpPost(Name = "create_invitation")]
    [Idempotent]
    [ShowsSecret]
    [ProducesResponseType<NewInvitationView>(201)]
    public async Task<IActionResult> Create(CreateInvitation body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>Takes an invitation back that nobody has used yet.</summary>
    [HttpDelete("{id:guid}", Name = "revoke_invitation")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeInvitation(id), cancellationToken);
        return NoContent();
    }
}
