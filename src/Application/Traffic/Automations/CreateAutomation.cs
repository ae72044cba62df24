using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Traffic.Automations;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Makes an automation; it looks at events from now on.</summary>
/// <param name="TriggerConditions">None match every event of the type.</param>
/// <param name="Enabled">Default true.</param>
/// <param name="Priority">Of what waits, the higher runs first; default 0.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
[CamelCase]
public sealed record CreateAutomation(
    string Name, string? Description, string TriggerEventType, IReadOnlyList<Condition>? TriggerConditions, ConditionLogic? ConditionLogic,
    IReadOnlyList<AutomationAction> Actions, DebounceShape? Debounce, LimitsShape? Limits, bool? Enabled, int? Priority)
    : ICommand<AutomationView>;

internal sealed class CreateAutomationValidator : AbstractValidator<CreateAutomation>
{
    public CreateAutomationValidator(IOptions<WebhookOptions> options)
    {
        RuleFor(command => command.Name).NotNull().Characters(1, Automation.MaxNameLength);
        RuleFor(command => command.Description).Characters(0, Automation.MaxDescriptionLength);
        RuleFor(command => command.TriggerEventType).NotNull().IsEventType();
        RuleFor(command => command.TriggerConditions).AreConditions();
        RuleFor(command => command.Actions).NotNull().AreActions(options.Value);
        RuleFor(command => command.Debounce).IsDebounce();
        RuleFor(command => command.Limits).AreLimits();
    }
}

internal sealed class CreateAutomationHandler(IAutomationRepository automations, AutomationNews news, CallContext call, TimeProvider time)
    : IRequestHandler<CreateAutomation, AutomationView>
{
    public async Task<AutomationView> Handle(CreateAutomation command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var automation = new Automation
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Name = command.Name,
            Description = command.Description,
            TriggerEventType = command.TriggerEventType.Trim(),
            Conditions = new ConditionSet(command.TriggerConditions ?? [], command.ConditionLogic ?? ConditionLogic.And),
            Actions = command.Actions,
            Debounce = command.Debounce?.ToDebounce() ?? Debounce.None,
            Limits = command.Limits?.ToLimits() ?? AutomationLimits.None,
            IsEnabled = command.Enabled ?? true,
            Priority = command.Priority ?? 0,
            CreatedAt = now,
            UpdatedAt = now,
        };

        await automations.Add(automation, cancellationToken);
        await news.Tell(automation, "created", cancellationToken);
        return AutomationView.Of(automation);
    }
}
