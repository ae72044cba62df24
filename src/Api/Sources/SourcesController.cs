using System.Text.Json;
using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Sources;
using Hivemind.Domain.Sources;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Sources;

[ApiController]
[Route("api/v1/sources")]
[Tags("sources")]
[Produces("application/json")]
public sealed class SourcesController(IMediator mediator) : ControllerBase
{
    /// <summary>The sources of the organisation, newest first.</summary>
    [HttpGet(Name = "list_sources")]
    [ProducesResponseType<OffsetList<DataSourceView>>(200)]
    public Task<OffsetList<DataSourceView>> List(
        SourceType? sourceType, bool? enabled, int? offset, string? cursor, CancellationToken cancellationToken, int limit = OffsetPage.DefaultLimit) =>
        mediator.Send(new ListSources(sourceType, enabled, limit, offset, cursor), cancellationToken);

    /// <summary>Adds a source. One that is enabled needs its platform connected.</summary>
    [HttpPost(Name = "create_source")]
    [Idempotent]
    [Refuses(409)]
    [ProducesResponseType<DataSourceView>(201)]
    public async Task<IActionResult> Create(CreateSource body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>The kinds of sources, and whether they could be turned on now.</summary>
    [HttpGet("types", Name = "list_source_types")]
    [ProducesResponseType<IReadOnlyList<SourceTypeView>>(200)]
    public Task<IReadOnlyList<SourceTypeView>> ListTypes(CancellationToken cancellationToken) => mediator.Send(new ListSourceTypes(), cancellationToken);

    /// <summary>One source.</summary>
    [HttpGet("{id:guid}", Name = "get_source")]
    [ProducesResponseType<DataSourceView>(200)]
    public Task<DataSourceView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetSource(id), cancellationToken);

    /// <summary>Changes what is given; a config is replaced whole.</summary>
    [HttpPatch("{id:guid}", Name = "update_source")]
    [Refuses(409)]
    [ProducesResponseType<DataSourceView>(200)]
    public Task<DataSourceView> Update(Guid id, DataSourceChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateSource(id, change.Name, change.Config, change.Enabled), cancellationToken);

    /// <summary>Removes a source; what was read from it stays.</summary>
    [HttpDelete("{id:guid}", Name = "delete_source")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteSource(id), cancellationToken);
        return NoContent();
    }
}

/// <summary>What to change of a source; null changes nothing.</summary>
public sealed record DataSourceChange(string? Name, JsonElement? Config, bool? Enabled);
