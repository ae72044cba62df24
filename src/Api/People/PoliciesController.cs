using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Hivemind.Application.People.Roles;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/policies")]
[Tags("policies")]
[Produces("application/json")]
public sealed class PoliciesController(IMediator mediator) : ControllerBase
{
    /// <summary>The rules that narrow or widen what agents may do with knowledge, newest first.</summary>
    [HttpGet(Name = "list_policies")]
    [ProducesResponseType<OffsetList<PolicyView>>(200)]
    public Task<OffsetList<PolicyView>> List(
        CancellationToken cancellationToken, string? agentId = null, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListPolicies(agentId, limit, offset, cursor), cancellationToken);

    /// <summary>Adds a rule for an agent about a namespace, a category or one item.</summary>
    [HttpPost(Name = "add_policy")]
    [Idempotent]
    [ProducesResponseType<PolicyView>(201)]
    public async Task<IActionResult> Add(AddPolicy body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>Removes a rule.</summary>
    [HttpDelete("{id:guid}", Name = "remove_policy")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new RemovePolicy(id), cancellationToken);
        return NoContent();
    }
}
