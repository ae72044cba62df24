using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.People;

[ApiController]
[Route("api/v1/api-keys")]
[Tags("api-keys")]
[Produces("application/json")]
public sealed class ApiKeysController(IMediator mediator) : ControllerBase
{
    /// <summary>The keys of the organisation's agents, newest first, without their secrets.</summary>
    [HttpGet(Name = "list_api_keys")]
    [ProducesResponseType<OffsetList<ApiKeyView>>(200)]
    public Task<OffsetList<ApiKeyView>> List(
        CancellationToken cancellationToken,
        string? agentId = null, ApiKeyStatus? status = null, int limit = OffsetPage.DefaultLimit, int? offset = null, string? cursor = null) =>
        mediator.Send(new ListApiKeys(agentId, status, limit, offset, cursor), cancellationToken);

    /// <summary>Makes a key for an agent. Its secret is shown only now.</summary>
    [HttpPost(Name = "create_api_key")]
    [Idempotent]
    [ShowsSecret]
    [ProducesResponseType<NewApiKeyView>(201)]
    public async Task<IActionResult> Create(CreateApiKey body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>One key, without its secret.</summary>
    [HttpGet("{id:guid}", Name = "get_api_key")]
    [ProducesResponseType<ApiKeyView>(200)]
    public Task<ApiKeyView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetApiKey(id), cancellationToken);

    /// <summary>Changes what a key is called and how far it reaches; what is absent stays.</summary>
    [HttpPatch("{id:guid}", Name = "update_api_key")]
    [ProducesResponseType<ApiKeyView>(200)]
    public Task<ApiKeyView> Update(Guid id, ApiKeyChanges body, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateApiKey(id, body), cancellationToken);

    /// <summary>Ends a key at once and everywhere. A caller cannot end the key it is using.</summary>
    [HttpDelete("{id:guid}", Name = "revoke_api_key")]
    [ProducesResponseType<ApiKeyView>(200)]
    [Refuses(409)]
    public Task<ApiKeyView> Revoke(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RevocationBody? body, CancellationToken cancellationToken) =>
        mediator.Send(new RevokeApiKey(id, body?.Reason), cancellationToken);
}

/// <summary>Why a key is ended, for those who read its row later.</summary>
public sealed record RevocationBody(string? Reason);
