using Hivemind.Application.People.Organisations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/organisation")]
[Tags("organisation")]
[Produces("application/json")]
public sealed class OrganisationController(IMediator mediator) : ControllerBase
{
    /// <summary>The caller's own organisation with the settings that apply to it.</summary>
    [HttpGet(Name = "get_organisation")]
    [ProducesResponseType<OrganisationView>(200)]
    public Task<OrganisationView> Get(CancellationToken cancellationToken) =>
        mediator.Send(new GetOrganisation(), cancellationToken);

    /// <summary>Renames the organisation or changes some of its settings; what is absent stays.</summary>
    [HttpPatch(Name = "update_organisation")]
    [ProducesResponseType<OrganisationView>(200)]
    public Task<OrganisationView> Update(UpdateOrganisation body, CancellationToken cancellationToken) =>
        mediator.Send(body, cancellationToken);
}
