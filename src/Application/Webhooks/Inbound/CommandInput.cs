using System.Text.Json;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>What commands see of a delivery: its body, and as variables its text, author and flow.</summary>
internal static class CommandInput
{
    public static bool Holds(WebhookCommand command, JsonElement body) => new ConditionSet(command.Conditions).Evaluate(body);

    /// <param name="rest">What follows the trigger.</param>
    public static string Render(WebhookCommand command, WebhookReceipt receipt, JsonElement body, string rest)
    {
        var scope = new TemplateScope(body);
        scope.Set("text", JsonSerializer.SerializeToElement(rest));
        scope.Set("full_text", JsonSerializer.SerializeToElement(receipt.Text ?? ""));
        scope.Set("author", JsonSerializer.SerializeToElement(receipt.Author ?? ""));
        scope.Set("flow_id", JsonSerializer.SerializeToElement(receipt.FlowId ?? ""));

        // A run needs an input: a bare mention hands over all that was written.
        return Template.Render(command.Template, scope) is { } rendered && !string.IsNullOrWhiteSpace(rendered) ? rendered : receipt.Text ?? command.Trigger;
    }
}
