using System.Net;
using Hivemind.FunctionalTests.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks.Inbound;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class TrafficTests
{
    [Test]
    public async Task Events_arrive_without_a_reload_and_stop_when_paused()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/events");
        await visit.Sees("No event yet");

        await Trigger(visit, "custom.first", "The first one");
        await visit.Sees("custom.first");
        await visit.Press("p");
        await visit.Sees("Paused");
        await Trigger(visit, "custom.second", "The second one");
        await Expect(visit.Page.GetByText("custom.second")).ToHaveCountAsync(0);
        await visit.Press("p");
        await visit.Sees("custom.second");

        await visit.Press("j", "Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("The second one");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("event="));
    }

    [Test]
    public async Task Hours_are_chosen_by_keyboard_and_filters_stay_in_the_address()
    {
        await using var visit = await Visit.Start();
        await Trigger(visit, "custom.kept", "Kept");
        await visit.Go("/events");
        await visit.Sees("custom.kept");

        await visit.Page.GetByRole(AriaRole.Group, new() { Name = "Events by hour" }).GetByRole(AriaRole.Button).Last.FocusAsync();
        await visit.Press("ArrowLeft", "Enter");
        await visit.Sees("Nothing matches");
        await visit.Page.ReloadAsync();
        await visit.Sees("Nothing matches");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await visit.Sees("custom.kept");
    }

    [Test]
    public async Task An_automation_is_written_tried_and_seen_to_run()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/automations");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New automation" }).First.ClickAsync();
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Urgent orders");
        await visit.Page.GetByLabel("When this event arrives").FillAsync("custom.order");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a condition" }).ClickAsync();
        await visit.Page.GetByLabel("Field 1").FillAsync("text");
        await visit.Page.GetByLabel("Operator 1").SelectOptionAsync("contains");
        await visit.Page.GetByLabel("Value 1").FillAsync("urgent");
        await visit.Page.GetByLabel("Line").FillAsync("Urgent: {{payload.text}}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Sees("Urgent orders");

        await visit.Page.GetByLabel("Payload").FillAsync("""{"text": "calm"}""");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test without effect" }).ClickAsync();
        await visit.Sees("It would not run");
        await visit.Page.GetByLabel("Payload").FillAsync("""{"text": "urgent"}""");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test without effect" }).ClickAsync();
        await visit.Sees("It would run");

        await Trigger(visit, "custom.order", "this is urgent");
        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Success" });
        await Expect(row).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Steps" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Write a log line");
    }

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
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("An order was paid");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await visit.Sees("It was taken once more.");
    }

    [Test]
    public async Task An_instance_is_made_and_connected()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/instances");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New instance" }).First.ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("support");
        await visit.Page.GetByLabel("Channel", new() { Exact = true }).SelectOptionAsync("telegram");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Sees("Not connected");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await visit.Sees("1 of 1 connected");
    }

    [Test]
    public async Task A_dead_letter_is_compared_edited_retried_and_all_of_an_error_together()
    {
        var handler = new TestHandler("checkout", (e, _) =>
            e.RawPayload is { } payload && payload.GetProperty("amount").GetInt32() < 0 ? throw new InvalidOperationException("The amount is negative.") : Task.CompletedTask);
        await using var server = await Handling.Start(handler);
        await using var visit = await Visit.Start(server);
        await visit.Organisation.Trigger("custom.paid", new { amount = 5 });
        await visit.Organisation.Trigger("custom.paid", new { amount = -7 });
        await visit.Go("/dead-letters");
        await visit.Sees("The amount is negative.");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Details" }).First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Last good payload")).ToContainTextAsync("5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Edit, then retry" }).ClickAsync();
        await dialog.GetByLabel("Payload for the retry").FillAsync("""{"amount": 7}""");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry with this payload" }).ClickAsync();
        await visit.Sees("It went well this time.");

        await visit.Organisation.Trigger("custom.paid", new { amount = -1 }, 3);
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Letters" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "Pending" })).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Retry all" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("3 letters would be retried");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry them" }).ClickAsync();
        await visit.Sees("3 failed again");
    }

    private static async Task Trigger(Visit visit, string type, string text) =>
        (await visit.Organisation.Admin.Post("events/trigger", $$$"""{"eventType": "{{{type}}}", "payload": {"text": "{{{text}}}"}}""")).Expect(HttpStatusCode.Created);
}
