using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Instances;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase, Limited(LimitedAttribute.Instances)]
[Route("api/v1/instances")]
[Tags("instances")]
[Produces("application/json")]
public sealed class InstancesController(IMediator mediator) : ControllerBase
{
    /// <summary>The connected accounts of the organisation, newest first.</summary>
    [HttpGet(Name = "list_instances")]
    [ProducesResponseType<MetaList<InstanceView>>(200)]
    public Task<MetaList<InstanceView>> List(
        string? channel, bool? isActive, bool? isConnected, string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListInstances(channel, isActive, isConnected, limit, cursor), cancellationToken);

    /// <summary>Adds an account of a channel; its adapter connects it afterwards.</summary>
    [HttpPost(Name = "create_instance")]
    [Idempotent]
    [ProducesResponseType<InstanceView>(201)]
    public async Task<ActionResult<InstanceView>> Create(CreateInstance command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>The channels that instances can be made for.</summary>
    [HttpGet("supported-channels", Name = "list_supported_channels")]
    [ProducesResponseType<IReadOnlyList<SupportedChannelView>>(200)]
    public Task<IReadOnlyList<SupportedChannelView>> SupportedChannels(CancellationToken cancellationToken) =>
        mediator.Send(new ListSupportedChannels(), cancellationToken);

    /// <summary>One instance.</summary>
    [HttpGet("{id:guid}", Name = "get_instance")]
    [ProducesResponseType<InstanceView>(200)]
    public Task<InstanceView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetInstance(id), cancellationToken);

    /// <summary>Changes what is given. Turning it off disconnects it.</summary>
    [HttpPatch("{id:guid}", Name = "update_instance")]
    [ProducesResponseType<InstanceView>(200)]
    [Refuses(409)]
    public Task<InstanceView> Update(Guid id, InstanceChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateInstance(id, change), cancellationToken);

    /// <summary>Disconnects and removes an instance; its events stay.</summary>
    [HttpDelete("{id:guid}", Name = "delete_instance")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteInstance(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Whether the instance may work and does, and since when.</summary>
    [HttpGet("{id:guid}/status", Name = "get_instance_status")]
    [ProducesResponseType<InstanceStatusView>(200)]
    public Task<InstanceStatusView> Status(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetInstanceStatus(id), cancellationToken);

    /// <summary>Its adapter reports that the channel is up; refused while an admin has the instance off. Repeating changes nothing.</summary>
    [HttpPost("{id:guid}/connect", Name = "connect_instance")]
    [ProducesResponseType<InstanceStatusView>(200)]
    [Refuses(409)]
    public Task<InstanceStatusView> Connect(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new ConnectInstance(id), cancellationToken);

    /// <summary>Its adapter reports that the channel is down. Repeating changes nothing.</summary>
    [HttpPost("{id:guid}/disconnect", Name = "disconnect_instance")]
    [ProducesResponseType<InstanceStatusView>(200)]
    public Task<InstanceStatusView> Disconnect(
        Guid id, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] InstanceDisconnection? body, CancellationToken cancellationToken) =>
        mediator.Send(new DisconnectInstance(id, body?.Reason), cancellationToken);
}

/// <summary>Why the channel went down, kept in the event.</summary>
[CamelCase]
public sealed record InstanceDisconnection(string? Reason);
