using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Changes an automation; what is not given stays, and so do its open windows.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record UpdateAutomation(Guid Id, AutomationChange Change) : ICommand<AutomationView>;

/// <summary>The members to change. Null clears description, debounce and limits; elsewhere it changes nothing.</summary>
[CamelCase]
public sealed record AutomationChange
{
    public string? Name { get; init; }

    public string? Description
    {
        get;
        init => (field, HasDescription) = (value, true);
    }

    public string? TriggerEventType { get; init; }

    public IReadOnlyList<Condition>? TriggerConditions { get; init; }

    public ConditionLogic? ConditionLogic { get; init; }

    public IReadOnlyList<AutomationAction>? Actions { get; init; }

    public DebounceShape? Debounce
    {
        get;
        init => (field, HasDebounce) = (value, true);
    }

    public LimitsShape? Limits
    {
        get;
        init => (field, HasLimits) = (value, true);
    }

    public bool? Enabled { get; init; }

    public int? Priority { get; init; }

    internal bool HasDescription { get; private init; }

    internal bool HasDebounce { get; private init; }

    internal bool HasLimits { get; private init; }

    internal Automation Apply(Automation stored, DateTimeOffset now) => stored with
    {
        Name = Name ?? stored.Name,
        Description = HasDescription ? Description : stored.Description,
        TriggerEventType = TriggerEventType?.Trim() ?? stored.TriggerEventType,
        Conditions = new ConditionSet(TriggerConditions ?? stored.Conditions.Conditions, ConditionLogic ?? stored.Conditions.Logic),
        Actions = Actions ?? stored.Actions,
        Debounce = HasDebounce ? Debounce?.ToDebounce() ?? Domain.Traffic.Automations.Debounce.None : stored.Debounce,
        Limits = HasLimits ? Limits?.ToLimits() ?? AutomationLimits.None : stored.Limits,
        IsEnabled = Enabled ?? stored.IsEnabled,
        Priority = Priority ?? stored.Priority,
        UpdatedAt = now,
    };
}

internal sealed class UpdateAutomationValidator : AbstractValidator<UpdateAutomation>
{
    public UpdateAutomationValidator(IOptions<WebhookOptions> options)
    {
        RuleFor(command => command.Change.Name).Characters(1, Automation.MaxNameLength).OverridePropertyName("Name");
        RuleFor(command => command.Change.Description).Characters(0, Automation.MaxDescriptionLength).OverridePropertyName("Description");
        RuleFor(command => command.Change.TriggerEventType).IsEventType().OverridePropertyName("TriggerEventType");
        RuleFor(command => command.Change.TriggerConditions).AreConditions().OverridePropertyName("TriggerConditions");
        RuleFor(command => command.Change.Actions).AreActions(options.Value).OverridePropertyName("Actions");
        RuleFor(command => command.Change.Debounce).IsDebounce().OverridePropertyName("Debounce");
        RuleFor(command => command.Change.Limits).AreLimits().OverridePropertyName("Limits");
    }
}

internal sealed class UpdateAutomationHandler(IAutomationRepository automations, AutomationNews news, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateAutomation, AutomationView>
{
    public async Task<AutomationView> Handle(UpdateAutomation command, CancellationToken cancellationToken)
    {
        var stored = await automations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("automation");
        call.CheckVersion(stored.RowVersion);

        var saved = await automations.Save(command.Change.Apply(stored, time.Now()), cancellationToken);
        await news.Tell(saved, "updated", cancellationToken);
        return AutomationView.Of(saved);
    }
}
