using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Work.Agents;
using Hivemind.Domain.Work.Tasks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

/// <summary>The catalogue of agents that can execute runs.</summary>
[ApiController]
[Route("api/v1/agents")]
[Tags("agents")]
[Produces("application/json")]
public sealed class AgentsController(IMediator mediator) : ControllerBase
{
    /// <summary>The built-in agents and those of the organisation, by name, with what each does right now.</summary>
    [HttpGet(Name = "list_agents")]
    [ProducesResponseType<IReadOnlyList<CatalogueAgent>>(200)]
    public Task<IReadOnlyList<CatalogueAgent>> List(CancellationToken cancellationToken) => mediator.Send(new ListAgents(), cancellationToken);

    /// <summary>Adds an agent of the organisation. No two have one name, and none that of a built-in one.</summary>
    [HttpPost(Name = "create_agent")]
    [Idempotent]
    [ProducesResponseType<AgentView>(201)]
    public async Task<ActionResult<AgentView>> Create(CreateAgent command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>One agent of the catalogue.</summary>
    [HttpGet("{name}", Name = "get_agent")]
    [ProducesResponseType<AgentView>(200)]
    public Task<AgentView> Get(string name, CancellationToken cancellationToken) => mediator.Send(new GetAgent(name), cancellationToken);

    /// <summary>Changes an agent of the organisation; a built-in one stays as it is.</summary>
    [HttpPatch("{name}", Name = "update_agent")]
    [ProducesResponseType<AgentView>(200)]
    [Refuses(409)]
    public Task<AgentView> Update(string name, AgentChange change, CancellationToken cancellationToken) => mediator.Send(
        new UpdateAgent(name, change.AgentType, change.Description, change.MaxConcurrent, change.TimeoutSeconds, change.Priority), cancellationToken);

    /// <summary>Takes an agent of the organisation out of the catalogue; its runs stay.</summary>
    [HttpDelete("{name}", Name = "delete_agent")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Delete(string name, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteAgent(name), cancellationToken);
        return NoContent();
    }
}

/// <summary>What to change of an agent; what is left out stays.</summary>
public sealed record AgentChange(AgentType? AgentType, string? Description, int? MaxConcurrent, int? TimeoutSeconds, int? Priority);
