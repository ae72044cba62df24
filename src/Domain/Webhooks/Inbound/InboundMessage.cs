using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>What a delivery says, read from the shapes and headers of its provider. What it does not say is null.</summary>
/// <param name="EventType">Its type in the provider's words, for example <c>issue_comment</c>.</param>
/// <param name="DeliveryId">The same for a repeat of the same delivery.</param>
/// <param name="FlowId">Ties it to the other deliveries of the same outside thing.</param>
/// <param name="Text">What a person wrote: the comment, the message, or the title of the issue.</param>
/// <param name="WordIds">The ids under which the provider keeps that text.</param>
public sealed record InboundMessage(string? EventType, string? DeliveryId, string? FlowId, string? Text, string? Author, IReadOnlyList<string> WordIds)
{
    private const int MaxLabel = 200;

    public static InboundMessage Read(WebhookProvider provider, IReadOnlyDictionary<string, string> headers, JsonElement body)
    {
        var message = provider switch
        {
            WebhookProvider.Github => Github(headers, body),
            WebhookProvider.Jira => Jira(headers, body),
            WebhookProvider.Slack => Slack(body),
            WebhookProvider.Sentry => Sentry(headers, body),
            _ => Generic(headers, body),
        };
        return message with
        {
            EventType = Label(message.EventType),
            DeliveryId = Label(message.DeliveryId ?? Header(headers, "Idempotency-Key")),
            FlowId = Label(message.FlowId),
            Author = Label(message.Author),
        };
    }

    private static InboundMessage Github(IReadOnlyDictionary<string, string> headers, JsonElement body)
    {
        var number = Said(body, "issue", "number") ?? Said(body, "pull_request", "number") ?? Said(body, "number");
        var flow = Said(body, "repository", "full_name") is { } repository && number is not null ? $"github:{repository}#{number}" : null;
        var text = Said(body, "comment", "body") ?? Said(body, "review", "body") ?? Said(body, "issue", "title") ?? Said(body, "pull_request", "title");
        return new(
            Header(headers, "X-GitHub-Event"), Header(headers, "X-GitHub-Delivery"), flow, text, Said(body, "sender", "login"),
            Words("github", Said(body, "comment", "id"), Said(body, "review", "id")));
    }

    private static InboundMessage Jira(IReadOnlyDictionary<string, string> headers, JsonElement body)
    {
        var key = Said(body, "issue", "key");
        var text = Prose(body, "comment", "body") ?? Said(body, "issue", "fields", "summary");
        return new(
            Said(body, "webhookEvent"), Header(headers, "X-Atlassian-Webhook-Identifier"), key is null ? null : $"jira:{key}", text,
            Said(body, "comment", "author", "displayName") ?? Said(body, "user", "displayName"), Words("jira", Said(body, "comment", "id")));
    }

    private static InboundMessage Slack(JsonElement body)
    {
        var (channel, stamp) = (Said(body, "event", "channel"), Said(body, "event", "ts"));
        var thread = Said(body, "event", "thread_ts") ?? stamp;
        return new(
            Said(body, "event", "type") ?? Said(body, "type"), Said(body, "event_id"),
            channel is not null && thread is not null ? $"slack:{channel}:{thread}" : null,
            Said(body, "event", "text"), Said(body, "event", "user"), Words("slack", stamp));
    }

    private static InboundMessage Sentry(IReadOnlyDictionary<string, string> headers, JsonElement body) => new(
        Header(headers, "Sentry-Hook-Resource"), Header(headers, "Request-ID"), null,
        Said(body, "data", "comment") ?? Said(body, "data", "issue", "title") ?? Said(body, "data", "event", "title") ?? Said(body, "data", "description_title"),
        Said(body, "actor", "name"), Words("sentry", Said(body, "data", "comment_id")));

    private static InboundMessage Generic(IReadOnlyDictionary<string, string> headers, JsonElement body) => new(
        Said(body, "type") ?? Said(body, "event_type") ?? Said(body, "event"), Header(headers, "webhook-id"), null,
        Said(body, "text") ?? Said(body, "message") ?? Said(body, "comment") ?? Said(body, "body") ?? Said(body, "title"),
        Said(body, "author") ?? Said(body, "user"), Words("generic", Said(body, "comment_id") ?? Said(body, "message_id")));

    // A provider's id alone may mean another thing elsewhere; a worker may note either form.
    private static IReadOnlyList<string> Words(string provider, params string?[] ids) =>
        [.. ids.OfType<string>().SelectMany(id => new[] { id, $"{provider}:{id}" })];

    private static string? Header(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string? Label(string? text) => text is null ? null : Common.Text.Cut(text, MaxLabel);

    private static string? Said(JsonElement body, params ReadOnlySpan<string> path) => At(body, path) is not { } found ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => found.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : found.GetRawText(),
        _ => null,
    };

    /// <summary>A text, or the text inside a document of Jira's own format, block by block.</summary>
    private static string? Prose(JsonElement body, params ReadOnlySpan<string> path)
    {
        if (At(body, path) is not { ValueKind: JsonValueKind.Object } document)
            return Said(body, path);

        var prose = new StringBuilder();
        Collect(document, prose);
        return prose.Length == 0 ? null : prose.ToString().Trim();
    }

    private static void Collect(JsonElement node, StringBuilder prose)
    {
        prose.Append(Said(node, "text") ?? (Said(node, "type") is "mention" ? Said(node, "attrs", "text") : null));
        if (!node.TryGetProperty("content", out var children) || children.ValueKind is not JsonValueKind.Array)
            return;

        foreach (var child in children.EnumerateArray().Where(child => child.ValueKind is JsonValueKind.Object))
            Collect(child, prose);

        if (Said(node, "type") is "paragraph" or "heading" or "listItem")
            prose.Append('\n');
    }

    private static JsonElement? At(JsonElement body, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (body.ValueKind is not JsonValueKind.Object || !body.TryGetProperty(name, out body))
                return null;
        }

        return body;
    }
}
