using Hivemind.Domain.Common;

namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>A receiver of the organisation: who may send to it, how the sender proves itself, and which commands its texts can give.</summary>
public sealed record WebhookSource
{
    /// <summary>As long as the type of its events may be: that is 50 characters, prefix and all.</summary>
    public const string NamePattern = "^[a-z0-9][a-z0-9-]{0,34}$";
    public const int MaxDescriptionLength = 1000;
    public const int MaxSecretLength = 500;
    public const int MaxHeaders = 20;
    public const int MaxHeaderLength = 500;
    public const int MaxCommands = 50;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string Name { get; init; }

    public required WebhookProvider Provider { get; init; }

    public string? Description { get; init; }

    /// <summary>What signs its deliveries, sealed; null accepts unsigned ones.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Headers that every delivery must carry; a null value asks only for presence.</summary>
    public IReadOnlyDictionary<string, string?> ExpectedHeaders { get; init; } = new Dictionary<string, string?>();

    public bool Enabled { get; init; }

    public bool IsBuiltin { get; init; }

    /// <summary>The trigger of the command that an @agent without a known trigger selects.</summary>
    public string? DefaultCommand { get; init; }

    public IReadOnlyList<WebhookCommand> Commands { get; init; } = [];

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>The type of the events that its deliveries become.</summary>
    public string EventType => EventTypePrefix + Name;

    public const string EventTypePrefix = "custom.webhook.";

    private const int MaxEventType = 50;

    /// <summary>The type of the events that one of its commands records.</summary>
    public string EventTypeOf(WebhookCommand command) => $"{EventType}.{command.Trigger}";

    /// <summary>Turns it on; a built-in one only with a secret, so that nothing unsigned comes in by default.</summary>
    public WebhookSource Enable() =>
        IsBuiltin && Secret is null
            ? throw RuleException.InvalidState("A built-in source needs a secret before it can be enabled.", "disabled")
            : this with { Enabled = true };

    public WebhookSource Disable() => this with { Enabled = false };

    /// <summary>A secret that is taken away turns a built-in source off.</summary>
    public WebhookSource WithSecret(byte[]? secret) => this with { Secret = secret, Enabled = Enabled && !(IsBuiltin && secret is null) };

    /// <summary>Refuses a change of what every organisation has alike.</summary>
    public void CheckOwn()
    {
        if (IsBuiltin)
            throw RuleException.InvalidState("A built-in source is fixed: only its secret and whether it is enabled can be changed.", "builtin");
    }

    /// <summary>Refuses two commands of one trigger, and a default command that does not exist.</summary>
    public WebhookSource Checked()
    {
        if (Commands.GroupBy(command => command.Trigger, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw RuleException.Duplicate($"Two commands have the trigger '{twice.Key}'.", twice.First().Id);

        if (DefaultCommand is { } trigger && Command(trigger) is null)
            throw new ValidationFailedException("default_command", "The trigger of one of the commands.");

        if (Commands.FirstOrDefault(command => command.Action is WebhookCommandAction.Event && EventTypeOf(command).Length > MaxEventType) is { } wide)
            throw new ValidationFailedException("trigger", $"'{EventTypeOf(wide)}' is longer than an event type may be: {MaxEventType} characters.");

        return Commands.Count <= MaxCommands ? this : throw new ValidationFailedException("commands", $"At most {MaxCommands} commands.");
    }

    public WebhookCommand? Command(string trigger) =>
        Commands.FirstOrDefault(command => string.Equals(command.Trigger, trigger, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Whose signatures and shapes a source understands.</summary>
public enum WebhookProvider
{
    Github,
    Jira,
    Slack,
    Sentry,

    /// <summary>Any sender of JSON: Standard Webhooks or a plain HMAC.</summary>
    Generic,
}
