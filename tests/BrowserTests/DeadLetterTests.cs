using Hivemind.FunctionalTests.Traffic.Processing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class DeadLetterTests
{
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

        await visit.Page.GetByRole(AriaRole.Region, new() { Name = "Letters" }).GetByRole(AriaRole.Button, new() { Name = "custom.paid" }).ClickAsync();
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
}
