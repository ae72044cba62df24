using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Hivemind.Domain.Webhooks;

namespace Hivemind.FunctionalTests.Webhooks.Inbound;

/// <summary>Speaks of inbound webhooks: sources, signed deliveries, and what they became.</summary>
internal static class Inbox
{
    public const string Secret = "a shared secret of tests";

    public static async Task<Answer> Source(Organisation organisation, string provider, object? more = null, string? secret = Secret)
    {
        var created = (await organisation.Admin.Post("webhooks", new { name = $"in-{provider}-{Guid.CreateVersion7().ToString("N")[^12..]}", provider, secret })).Expect(HttpStatusCode.Created);
        return more is null ? created : (await organisation.Admin.Patch($"webhooks/{IdOf(created)}", more)).Expect(HttpStatusCode.OK);
    }

    public static Guid IdOf(Answer source) => source.Json.GetProperty("webhook_id").GetGuid();

    /// <summary>Sends a body with the proof of the provider, as of now.</summary>
    public static Task<Answer> Deliver(
        Organisation organisation, Answer source, string body, string? deliveryId = null, string? secret = Secret, TimeSpan age = default,
        params (string Name, string Value)[] more)
    {
        var provider = source.Json.GetProperty("provider").GetString() ?? "";
        var headers = Headers(provider, body, deliveryId, secret, TimeProvider.System.GetUtcNow() - age).Concat(more).ToArray();
        return Send(organisation.Server, IdOf(source), body, headers);
    }

    public static async Task<Answer> Send(TestServer server, Guid source, string body, params (string Name, string Value)[] headers) =>
        await (await Hive.Nobody(server)).Post($"webhooks/{source}/receive", body, headers);

    public static IEnumerable<(string Name, string Value)> Headers(string provider, string body, string? deliveryId, string? secret, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        switch (provider)
        {
            case "github":
                yield return ("X-GitHub-Event", "issue_comment");
                if (deliveryId is not null)
                    yield return ("X-GitHub-Delivery", deliveryId);
                if (secret is not null)
                    yield return ("X-Hub-Signature-256", $"sha256={Hex(secret, body)}");
                break;
            case "jira":
                if (deliveryId is not null)
                    yield return ("X-Atlassian-Webhook-Identifier", deliveryId);
                if (secret is not null)
                    yield return ("X-Hub-Signature", Hex(secret, body));
                break;
            case "slack":
                yield return ("X-Slack-Request-Timestamp", seconds);
                if (secret is not null)
                    yield return ("X-Slack-Signature", $"v0={Hex(secret, $"v0:{seconds}:{body}")}");
                break;
            case "sentry":
                yield return ("Sentry-Hook-Resource", "issue");
                if (deliveryId is not null)
                    yield return ("Request-ID", deliveryId);
                if (secret is not null)
                    yield return ("Sentry-Hook-Signature", Hex(secret, body));
                break;
            default:
                yield return ("webhook-id", deliveryId ?? "msg_1");
                yield return ("webhook-timestamp", seconds);
                if (secret is not null)
                    yield return ("webhook-signature", WebhookSignature.Sign(
                        deliveryId ?? "msg_1", now.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetBytes(secret)));
                break;
        }
    }

    public static string Hex(string secret, string signed) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
}
