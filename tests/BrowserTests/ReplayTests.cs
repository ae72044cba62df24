using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.Traffic.Processing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class ReplayTests
{
    [Test]
    public async Task Events_are_counted_replayed_watched_and_the_replay_cancelled()
    {
        var handler = new TestHandler("checkout");
        await using var server = await Handling.Start(handler);
        await using var visit = await Visit.Start(server);
        await Record(visit);
        await visit.Go("/events?status=completed");
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "custom.paid" })).ToHaveCountAsync(3);

        var dialog = await Ask(visit);
        await Expect(dialog).ToContainTextAsync("0 events would be handled again; 3 of 3 are passed over.");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Replay them" })).ToBeDisabledAsync();
        await dialog.GetByLabel("Leave out what was completed").UncheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("3 events would be handled again.");
        Assert.That(await visit.Violations(), Is.Empty);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replay them" }).ClickAsync();
        await Expect(Newest(visit)).ToContainTextAsync("3 handled again");
        await Expect(Newest(visit)).ToContainTextAsync("Completed");
        Assert.That(handler.Runs, Has.Count.EqualTo(6));

        // At their own pace an hour passes between two of them.
        dialog = await Ask(visit, "1");
        await dialog.GetByLabel("Leave out what was completed").UncheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replay them" }).ClickAsync();
        await Expect(Newest(visit)).ToContainTextAsync("Running");
        await Expect(Newest(visit)).ToContainTextAsync("as they came");
        await Newest(visit).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Newest(visit)).ToContainTextAsync("Cancelled");

        dialog = await Ask(visit);
        await dialog.GetByText("Earlier replays").ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Row).Filter(new() { HasText = "Cancelled" })).ToContainTextAsync("Ada Lovelace");
    }

    private static ILocator Newest(Visit visit) => visit.Page.Locator("section").Filter(new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Replay" }) });

    private static async Task<ILocator> Ask(Visit visit, string pace = "0")
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Event types, by comma").FillAsync("custom.paid");
        await dialog.GetByLabel("Pace").SelectOptionAsync(pace);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        return dialog;
    }

    // One an hour.
    private static async Task Record(Visit visit)
    {
        var now = TimeProvider.System.GetUtcNow();
        var events = Enumerable.Range(1, 3).Select(number => new { eventType = "custom.paid", rawPayload = new { number }, receivedAt = now.AddHours(-number) });
        (await visit.Organisation.Admin.Post("events/batch", JsonSerializer.Serialize(new { events }))).Expect(HttpStatusCode.OK);
    }
}
