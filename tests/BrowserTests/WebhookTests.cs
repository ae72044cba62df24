using Hivemind.FunctionalTests.Webhooks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookTests
{
    [Test]
    public async Task An_endpoint_is_made_hears_of_a_decision_and_hears_it_again()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await Hooks.Start();
        await using var visit = await Visit.Start(server);
        await visit.Go("/webhook-endpoints");
        await visit.Sees("No endpoint yet");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New endpoint" }).ClickAsync();
        await visit.Page.GetByLabel("Address").FillAsync(receiver.Url);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the endpoint" }).ClickAsync();
        await visit.Sees("Copy it now: it is not shown again.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await visit.Sees("Nothing was sent yet");

        await visit.Learn("Worth telling");
        var delivery = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "knowledge.approved" });
        await Expect(delivery).ToContainTextAsync("Succeeded");

        await visit.Press("j", "Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("knowledge_item_id");
        await visit.Press("Escape");
        await delivery.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await visit.Sees("It is sent again.");
        await Hooks.Until(() => receiver.Calls.Count == 2);
    }

    [Test]
    public async Task An_endpoint_is_switched_off_and_deleted()
    {
        await using var visit = await Visit.Start();
        await visit.Organisation.Admin.Post("webhook-endpoints", new { url = "https://example.com/hooks" });
        await visit.Go("/webhook-endpoints");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Switch on" })).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await visit.Sees("No endpoint yet");
    }
}
