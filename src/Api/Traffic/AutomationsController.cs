using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Domain.Traffic.Automations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController]
[CamelCase]
[Route("api/v1/automations")]
[Tags("automations")]
[Produces("application/json")]
public sealed class AutomationsController(IMediator mediator) : ControllerBase
{
    /// <summary>The automations of the organisation, newest first.</summary>
    [HttpGet(Name = "list_automations")]
    [ProducesResponseType<MetaList<AutomationView>>(200)]
    public Task<MetaList<AutomationView>> List(bool? enabled, string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListAutomations(enabled, limit, cursor), cancellationToken);

    /// <summary>Makes an automation, which looks at events from now on.</summary>
    [HttpPost(Name = "create_automation")]
    [Idempotent]
    [ProducesResponseType<AutomationView>(201)]
    public async Task<ActionResult<AutomationView>> Create(CreateAutomation command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>One automation.</summary>
    [HttpGet("{id:guid}", Name = "get_automation")]
    [ProducesResponseType<AutomationView>(200)]
    public Task<AutomationView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetAutomation(id), cancellationToken);

    /// <summary>Changes what is given. Null clears description, debounce and limits. Open windows stay open.</summary>
    [HttpPatch("{id:guid}", Name = "update_automation")]
    [ProducesResponseType<AutomationView>(200)]
    public Task<AutomationView> Update(Guid id, AutomationChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateAutomation(id, change), cancellationToken);

    /// <summary>Removes the automation with what waits of it and its log.</summary>
    [HttpDelete("{id:guid}", Name = "delete_automation")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteAutomation(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Lets the automation run.</summary>
    [HttpPost("{id:guid}/enable", Name = "enable_automation")]
    [ProducesResponseType<AutomationView>(200)]
    public Task<AutomationView> Enable(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new EnableAutomation(id), cancellationToken);

    /// <summary>Stops the automation. What waits of it is skipped.</summary>
    [HttpPost("{id:guid}/disable", Name = "disable_automation")]
    [ProducesResponseType<AutomationView>(200)]
    public Task<AutomationView> Disable(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new DisableAutomation(id), cancellationToken);

    /// <summary>Says what the automation would do with an event, and does nothing.</summary>
    [HttpPost("{id:guid}/test", Name = "test_automation")]
    [ProducesResponseType<AutomationTest>(200)]
    public Task<AutomationTest> Test(Guid id, AutomationTrial trial, CancellationToken cancellationToken) =>
        mediator.Send(new TestAutomation(id, trial.Event), cancellationToken);

    /// <summary>Does the actions for real, whatever conditions and limits say, and waits for them. The event must be of the trigger's type.</summary>
    [HttpPost("{id:guid}/execute", Name = "execute_automation")]
    [ProducesResponseType<AutomationExecuted>(200)]
    public Task<AutomationExecuted> Execute(Guid id, AutomationTrial trial, CancellationToken cancellationToken) =>
        mediator.Send(new ExecuteAutomation(id, trial.Event), cancellationToken);

    /// <summary>What the automation did and left out, newest first.</summary>
    [HttpGet("{id:guid}/logs", Name = "list_logs_of_automation")]
    [ProducesResponseType<MetaList<AutomationLogView>>(200)]
    public Task<MetaList<AutomationLogView>> ListLogs(
        Guid id, ExecutionStatus? status, Guid? eventId, string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListAutomationLogs(status, null, id, eventId, limit, cursor, OfOne: true), cancellationToken);
}

/// <summary>An event to try an automation with.</summary>
[CamelCase]
public sealed record AutomationTrial(SampleEvent Event);
