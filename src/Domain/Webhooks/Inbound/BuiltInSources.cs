namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>The sources that every organisation has from the start: disabled, and alike everywhere but for their secret.</summary>
public static class BuiltInSources
{
    public static readonly IReadOnlyList<WebhookProvider> Providers =
        [WebhookProvider.Github, WebhookProvider.Jira, WebhookProvider.Slack, WebhookProvider.Sentry];

    /// <summary>Any text after <c>@agent</c> goes to the planning agent.</summary>
    public static readonly IReadOnlyList<WebhookCommand> Commands =
    [
        new(new Guid("5f0d6f3c-55b0-4b57-9c57-0b6a2f0c7a01"), "ask", WebhookCommandAction.Run, "planning", "{{var.text}}", [], 0),
    ];

    public const string DefaultCommand = "ask";
}
