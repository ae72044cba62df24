using FluentValidation;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>A command as it is given; what is null keeps its value or takes its default.</summary>
/// <param name="Action">Default run.</param>
/// <param name="Agent">The agent of a run; default planning.</param>
/// <param name="Template">Input of the run or text of the event, with the placeholders of automations and <c>{{var.text}}</c>, what follows the trigger.</param>
/// <param name="Conditions">All must hold over the delivered body.</param>
/// <param name="Priority">0 to 1000; of several named commands the highest wins. Default 0.</param>
public sealed record WebhookCommandInput(
    string? Trigger, WebhookCommandAction? Action, string? Agent, string? Template, IReadOnlyList<Condition>? Conditions, int? Priority)
{
    public WebhookCommand ToCommand(Guid id) => new(id, Trigger ?? "", Action ?? WebhookCommandAction.Run, Agent, Template ?? "", Conditions ?? [], Priority ?? 0);

    public WebhookCommand ApplyTo(WebhookCommand command) => command with
    {
        Trigger = Trigger ?? command.Trigger,
        Action = Action ?? command.Action,
        Agent = Agent ?? command.Agent,
        Template = Template ?? command.Template,
        Conditions = Conditions ?? command.Conditions,
        Priority = Priority ?? command.Priority,
    };
}

internal sealed class WebhookCommandInputValidator : AbstractValidator<WebhookCommandInput>
{
    public WebhookCommandInputValidator()
    {
        RuleFor(command => command.Trigger).Matches(WebhookCommand.TriggerPattern).WithMessage("1 to 50 letters, digits, hyphens and underscores.");
        RuleFor(command => command.Agent).Matches("^[a-z0-9_-]{1,64}$").WithMessage("The name of an agent.");
        RuleFor(command => command.Template).Length(1, WebhookCommand.MaxTemplateLength);
        RuleFor(command => command.Priority).InclusiveBetween(0, WebhookCommand.MaxPriority);
        RuleFor(command => command.Conditions).AreConditions();
    }
}

/// <summary>A command that is not there yet needs a trigger and a template.</summary>
internal sealed class NewWebhookCommandValidator : AbstractValidator<WebhookCommandInput>
{
    public NewWebhookCommandValidator()
    {
        Include(new WebhookCommandInputValidator());
        RuleFor(command => command.Trigger).NotNull();
        RuleFor(command => command.Template).NotNull();
    }
}
