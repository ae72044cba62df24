using System.Net;
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
    public async Task All_events_of_a_person_are_found_from_one_of_them()
    {
        await using var visit = await Visit.Start();
        var person = Guid.CreateVersion7();
        foreach (var (type, of) in new[] { ("custom.theirs", person), ("custom.theirs.too", person), ("custom.of.another", Guid.CreateVersion7()) })
            (await visit.Organisation.Admin.Post("events", $$"""{"eventType": "{{type}}", "personId": "{{of}}"}""")).Expect(HttpStatusCode.Created);

        await visit.Go("/events");
        await visit.Sees("custom.of.another");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "custom.theirs", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "All of this person" }).ClickAsync();

        var only = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Of one person only" });
        await Expect(only).ToBeVisibleAsync();
        await visit.Sees("custom.theirs.too");
        await Expect(visit.Page.GetByText("custom.of.another")).ToHaveCountAsync(0);
        await only.ClickAsync();
        await visit.Sees("custom.of.another");
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

    private static async Task Trigger(Visit visit, string type, string text) =>
        (await visit.Organisation.Admin.Post("events/trigger", $$$"""{"eventType": "{{{type}}}", "payload": {"text": "{{{text}}}"}}""")).Expect(HttpStatusCode.Created);
}
