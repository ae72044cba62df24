using System.Net;
using Hivemind.FunctionalTests.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks.Inbound;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class InboundTests
{
    [Test]
    public async Task A_source_is_made_and_shows_what_it_receives()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/webhooks");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New source" }).First.ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("orders");
        await visit.Page.GetByLabel("Secret (recommended)").FillAsync(Inbox.Secret);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the source" }).ClickAsync();
        await visit.Sees("Nothing has arrived yet");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Set-up help" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("/receive");
        await visit.Press("Escape");

        var sources = (await visit.Organisation.Admin.Get("webhooks?provider=generic")).Expect(HttpStatusCode.OK);
        var id = sources.Json.GetProperty("items")[0].GetProperty("webhook_id").GetGuid();
        var source = (await visit.Organisation.Admin.Get($"webhooks/{id}")).Expect(HttpStatusCode.OK);
        (await Inbox.Deliver(visit.Organisation, source, Samples.Order, "d-1")).Expect(HttpStatusCode.Accepted);

        await visit.Sees("order.paid");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "order.paid" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("An order was paid");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await visit.Sees("It was taken once more.");
    }

    [Test]
    public async Task What_led_to_what_is_walked_both_ways()
    {
        await using var visit = await Visit.Start();
        var source = await Inbox.Source(visit.Organisation, "github");
        var type = $"custom.webhook.{source.Json.GetProperty("name").GetString()}";
        (await visit.Organisation.Admin.Post("automations", Handling.Camel(new
        {
            name = "Look into it",
            triggerEventType = type,
            actions = new[] { new { type = "call_agent", config = new { agentId = "planning", inputTemplate = "{{payload.comment.body}}" } } },
        }))).Expect(HttpStatusCode.Created);
        (await Inbox.Deliver(visit.Organisation, source, Samples.GithubComment("It fails at night"), "d-1")).Expect(HttpStatusCode.Accepted);

        await visit.Go($"/webhooks?source={Inbox.IdOf(source)}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "issue_comment", Exact = true }).ClickAsync();
        await Follow("Open the event", "event=");
        await Follow("Look into it", "/automations?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Steps" }).ClickAsync();
        await Follow("Open the event", "event=");
        await Follow("It fails at night", "/tasks/");
        await Follow("An event", "event=");
        await Follow("github issue_comment", "/webhooks?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Received delivery");

        async Task Follow(string link, string leadsTo)
        {
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await visit.Page.WaitForURLAsync(url => url.Contains(leadsTo, StringComparison.Ordinal));
        }
    }
}
