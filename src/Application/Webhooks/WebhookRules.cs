using FluentValidation;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Application.Webhooks;

/// <summary>What creating and changing an endpoint check alike.</summary>
internal static class WebhookRules
{
    public static IRuleBuilderOptions<T, string?> IsWebhookUrl<T>(this IRuleBuilder<T, string?> rule, WebhookOptions options) =>
        rule.Must((_, url, context) =>
        {
            var fault = url is null ? null
                : url.Length > WebhookEndpoint.MaxUrlLength ? $"A URL has at most {WebhookEndpoint.MaxUrlLength} characters."
                : WebhookUrl.Fault(url, options.AllowHttp);
            context.MessageFormatter.AppendArgument("Fault", fault);
            return fault is null;
        }).WithMessage("{Fault}");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreWebhookEvents<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(types => types is null || (types.Count > 0 && types.Distinct().Count() == types.Count && types.All(WebhookEvent.All.Contains)))
            .WithMessage($"Different ones of: {string.Join(", ", WebhookEvent.All)}; null for all.");
}

/// <summary>How the secrets of endpoints are sealed.</summary>
public static class WebhookSecret
{
    public static string Purpose(Guid endpointId) => $"webhook_endpoint:{endpointId}";
}
