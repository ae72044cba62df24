namespace Hivemind.FunctionalTests.Webhooks.Inbound;

/// <summary>Deliveries as the providers send them, shortened to what their documentation calls required and what Hivemind reads.</summary>
internal static class Samples
{
    public static string Of(string provider) => provider switch
    {
        "github" => GithubComment("Looks fine to me"),
        "jira" => JiraComment("Looks fine to me"),
        "slack" => SlackMessage("Looks fine to me"),
        "sentry" => SentryIssue,
        _ => Order,
    };

    public static string GithubComment(string text, long commentId = 1001, int number = 17) =>
        $$"""
        {
          "action": "created",
          "issue": {
            "url": "https://api.github.com/repos/octo/widgets/issues/{{number}}", "id": 2002, "number": {{number}},
            "title": "The nightly build is red", "state": "open", "user": { "login": "octocat", "id": 1 }, "labels": []
          },
          "comment": {
            "id": {{commentId}}, "node_id": "IC_kw", "user": { "login": "octocat", "id": 1, "type": "User" },
            "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T10:00:00Z", "author_association": "MEMBER",
            "body": "{{text}}"
          },
          "repository": { "id": 3003, "name": "widgets", "full_name": "octo/widgets", "private": false, "owner": { "login": "octo", "id": 4 } },
          "sender": { "login": "octocat", "id": 1, "type": "User" }
        }
        """;

    public static string JiraComment(string text, string key = "OPS-42") =>
        $$"""
        {
          "timestamp": 1767261600000, "webhookEvent": "comment_created",
          "comment": {
            "id": "5005", "author": { "accountId": "a1", "displayName": "Grace" }, "created": "2026-03-01T10:00:00.000+0000",
            "body": { "type": "doc", "version": 1, "content": [
              { "type": "paragraph", "content": [ { "type": "text", "text": "{{text}}" } ] } ] }
          },
          "issue": { "id": "10001", "key": "{{key}}", "fields": { "summary": "Rotate the certificates", "project": { "key": "OPS" } } }
        }
        """;

    public static string SlackMessage(string text, string eventId = "Ev0001") =>
        $$"""
        {
          "token": "unused", "team_id": "T1", "api_app_id": "A1", "type": "event_callback", "event_id": "{{eventId}}", "event_time": 1767261600,
          "event": { "type": "app_mention", "user": "U1", "text": "{{text}}", "ts": "1767261600.000200", "channel": "C1", "event_ts": "1767261600.000200" },
          "authorizations": [ { "team_id": "T1", "user_id": "U2", "is_bot": true } ]
        }
        """;

    public const string SlackHandshake = """{ "token": "unused", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", "type": "url_verification" }""";

    public const string SentryIssue =
        """
        {
          "action": "created", "installation": { "uuid": "7a485448-a9e2-4c85-8a3c-4f44175783c9" },
          "data": { "issue": { "id": "6006", "shortId": "API-1", "title": "NullReferenceException in Checkout", "level": "error", "status": "unresolved",
            "project": { "id": "1", "slug": "api", "platform": "csharp" } } },
          "actor": { "type": "application", "id": "sentry", "name": "Sentry" }
        }
        """;

    public const string Order = """{ "type": "order.paid", "order": { "id": "o-1", "amount": 1250 }, "message": "An order was paid" }""";
}
