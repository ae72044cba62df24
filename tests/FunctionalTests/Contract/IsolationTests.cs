using System.Net;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.FunctionalTests.Webhooks.Inbound;
using Hivemind.FunctionalTests.Traffic.Automations;
using Hivemind.FunctionalTests.Traffic.DeadLetters;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>Nothing of one organisation can be seen or touched by another: generated from the whole route table.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IsolationTests
{
    /// <summary>Bodies of operations that refuse an empty one before they look for the thing.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["add_webhook_command"] = new { trigger = "fix", template = "{{var.text}}" },
        ["execute_automation"] = new { @event = new { type = "custom.test", payload = new { } } },
        ["test_automation"] = new { @event = new { type = "custom.test", payload = new { } } },
        ["recover_webhook_deliveries"] = new { since = "2026-01-01T00:00:00Z" },
        ["resolve_dead_letter"] = new { note = "Dealt with." },
        ["create_message"] = new { content = "Hello?" },
        ["replace_conversation"] = new { title = "Mine" },
        ["assign_task"] = new { agent_id = "stranger" },
        ["append_task_output"] = new { content = "text" },
        ["send_task_input"] = new { message = "text" },
        ["set_task_status"] = new { status = "cancelled" },
    };

    [Test]
    public async Task What_belongs_to_another_organisation_answers_404_on_every_route()
    {
        var owner = await Hive.NewOrganisation();
        var stranger = await Hive.NewOrganisation();
        var strangerUser = await stranger.User(OrgRole.Owner);
        var things = await Things(owner);

        foreach (var operation in (await ApiDocument.Get()).Operations.Where(operation => operation.Path.Contains("{id}", StringComparison.Ordinal) && !operation.IsPublic))
        {
            var kind = operation.Path["/api/v1/".Length..operation.Path.IndexOf("/{id}", StringComparison.Ordinal)];
            Assert.That(things, Does.ContainKey(kind), $"{operation}: say in Things how one is made");

            var caller = kind == "auth/sessions" ? strangerUser : stranger.Admin;
            var path = operation.Path.Replace("{id}", things[kind].ToString(), StringComparison.Ordinal);
            var body = operation.Method == "GET" ? null : Bodies.GetValueOrDefault(operation.Id ?? "", new { });

            var answer = await caller.Send(new HttpMethod(operation.Method), path, body);

            Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.NotFound, "NOT_FOUND")), $"{operation}: {answer.Text}");
        }
    }

    [Test]
    public async Task An_id_that_is_none_answers_404_on_every_route()
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        foreach (var operation in (await ApiDocument.Get()).Operations.Where(operation => operation.Path.Contains("{id}", StringComparison.Ordinal)))
        {
            var path = operation.Path.Replace("{id}", "no-uuid", StringComparison.Ordinal);

            var answer = await admin.Send(new HttpMethod(operation.Method), path, operation.Method == "GET" ? null : new { });

            Assert.That((int)answer.Status, Is.AnyOf(404, 405), $"{operation}: {answer.Text}");
        }
    }

    private static async Task<Dictionary<string, Guid>> Things(Organisation owner)
    {
        var admin = owner.Admin;
        var user = await owner.User();
        var text = $"Private knowledge of {owner.Id}: the queue drains only after the lease has ended.";
        var approved = (await admin.Post("contributions", new { content = text, category = "general" })).Expect(HttpStatusCode.Created);
        var approvedId = approved.Json.GetProperty("contribution_id").GetGuid();
        var endpoint = (await admin.Post("webhook-endpoints", new { url = "https://hooks.example.com/in" })).Expect(HttpStatusCode.Created).Id;
        var item = (await admin.Post($"contributions/{approvedId}/approve")).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();
        var pending = (await admin.Post("contributions", new { content = "Another text that waits for its review.", category = "general" })).Expect(HttpStatusCode.Created);
        var deliveries = (await admin.Get($"webhook-endpoints/{endpoint}/deliveries")).Expect(HttpStatusCode.OK).Json;
        var source = await Inbox.Source(owner, "generic");
        var delivered = (await Inbox.Deliver(owner, source, Samples.Order)).Expect(HttpStatusCode.Accepted);

        var letter = await DeadLetter(owner);

        return new Dictionary<string, Guid>
        {
            ["dead-letters"] = letter,
            ["dead-letters/retries"] = (await admin.Post("dead-letters/retries", """{"dryRun":true}""")).Expect(HttpStatusCode.Accepted).Id,
            ["event-ops/replay"] = (await admin.Post("event-ops/replay", """{"since":"2026-01-01T00:00:00Z","dryRun":true}""")).Expect(HttpStatusCode.Accepted).Id,
            ["contributions"] = pending.Json.GetProperty("contribution_id").GetGuid(),
            ["knowledge"] = item,
            ["automations"] = (await admin.Post("automations", Automate.Logging())).Expect(HttpStatusCode.Created).Id,
            ["webhook-endpoints"] = endpoint,
            ["webhooks"] = Inbox.IdOf(source),
            ["webhooks/events"] = delivered.Json.GetProperty("webhook_event_id").GetGuid(),
            ["instances"] = (await admin.Post("instances", """{"name": "ours", "channel": "slack"}""")).Expect(HttpStatusCode.Created).Id,
            ["events"] = (await admin.Post("events/trigger", """{"eventType": "custom.ours", "payload": {}}""")).Expect(HttpStatusCode.Created).Id,
            ["webhook-deliveries"] = deliveries.GetProperty("items")[0].GetProperty("id").GetGuid(),
            ["users"] = Guid.Parse(user.ActorId["user:".Length..]),
            ["users/invitations"] = (await admin.Post("users/invitations", new { org_role = "member" })).Expect(HttpStatusCode.Created).Id,
            ["auth/sessions"] = (await user.Get("auth/sessions")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("id").GetGuid(),
            ["api-keys"] = (await admin.Post("api-keys", new { agent_id = "other", name = "other" })).Expect(HttpStatusCode.Created).Id,
            ["analytics/prices"] = (await admin.Post("analytics/prices", new { model = "own", token_kind = "input", usd_per_million = 1, effective_from = "2100-01-01T00:00:00Z" })).Expect(HttpStatusCode.Created).Id,
            ["tasks"] = (await admin.Post("tasks", new { input_message = "Private to the owner." })).Expect(HttpStatusCode.Created).Id,
            ["policies"] = (await admin.Post("policies", new { agent_id = "other", @object = "category:general", action = "read" })).Expect(HttpStatusCode.Created).Id,
            ["sources"] = (await admin.Post("sources", new { name = "Bees", source_type = "jira", config = new { }, enabled = false })).Expect(HttpStatusCode.Created).Id,
            ["conversations"] = (await admin.Post("conversations", new { title = "About bees" })).Expect(HttpStatusCode.Created).Id,
        };
    }

    private static async Task<Guid> DeadLetter(Organisation owner)
    {
        await BulkRetryTests.Letters(owner, "custom.isolated", 1);
        await using var connection = await owner.Server.Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Guid>("select id from dead_letters where org_id = @Id", owner);
    }
}
