using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.People.Roles;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/roles")]
[Tags("roles")]
[Produces("application/json")]
public sealed class RolesController(IMediator mediator) : ControllerBase
{
    /// <summary>The roles assigned to agents, newest first. An agent without one is a contributor.</summary>
    [HttpGet(Name = "list_roles")]
    [ProducesResponseType<OffsetList<RoleView>>(200)]
    public Task<OffsetList<RoleView>> List(
        CancellationToken cancellationToken, string? agentId = null, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListRoles(agentId, limit, offset, cursor), cancellationToken);

    /// <summary>Gives an agent a role in place of the one it had. The last admin cannot be demoted.</summary>
    [HttpPost(Name = "assign_role")]
    [ProducesResponseType<RoleView>(201)]
    [Refuses(409)]
    public async Task<IActionResult> Assign(AssignRole body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));
}
