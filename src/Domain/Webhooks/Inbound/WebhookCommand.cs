using System.Text.RegularExpressions;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>What a person can ask for by <c>@agent trigger</c> in a comment or a message.</summary>
/// <param name="Agent">Whom a run is for; null for the planning agent.</param>
/// <param name="Template">The input of the run, or the text of the event: see the templates of automations.</param>
/// <param name="Conditions">All must hold, over the delivered body; none always hold.</param>
/// <param name="Priority">Of several commands that a text names, the highest wins.</param>
public sealed record WebhookCommand(
    Guid Id, string Trigger, WebhookCommandAction Action, string? Agent, string Template, IReadOnlyList<Condition> Conditions, int Priority)
{
    public const string TriggerPattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$";
    public const int MaxTemplateLength = 10_000;
    public const int MaxPriority = 1000;
}

/// <summary>What a command does.</summary>
public enum WebhookCommandAction
{
    /// <summary>Queues a run.</summary>
    Run,

    /// <summary>Records an event, for automations to react to.</summary>
    Event,
}

/// <summary>Finds the command that a text gives. Without <c>@agent</c> it gives none.</summary>
public static partial class CommandMatch
{
    /// <param name="holds">Whether the conditions of a command hold for the delivery.</param>
    public static (WebhookCommand Command, string After)? Find(WebhookSource source, string? text, Func<WebhookCommand, bool> holds)
    {
        if (text is null || Mention().Matches(text) is not { Count: > 0 } mentions)
            return null;

        var named =
            from Match mention in mentions
            let command = source.Command(mention.Groups["word"].Value)
            where command is not null && holds(command)
            orderby command.Priority descending
            select ((WebhookCommand, string)?)(command, text[(mention.Index + mention.Length)..].Trim());

        return named.FirstOrDefault() ?? Default(source, text, mentions[0], holds);
    }

    private static (WebhookCommand, string)? Default(WebhookSource source, string text, Match mention, Func<WebhookCommand, bool> holds)
    {
        var isKnown = mention.Groups["word"].Success && source.Command(mention.Groups["word"].Value) is not null;
        return !isKnown && source.DefaultCommand is { } trigger && source.Command(trigger) is { } command && holds(command)
            ? (command, text[(mention.Index + "@agent".Length)..].Trim())
            : null;
    }

    [GeneratedRegex(@"(?<![\w@])@agent\b(?:[:,]?\s+(?<word>[A-Za-z0-9][A-Za-z0-9_-]*))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
