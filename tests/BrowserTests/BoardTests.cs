using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class BoardTests
{
    [Test]
    public async Task A_long_column_counts_all_its_cards_and_loads_the_older_ones()
    {
        await using var visit = await Visit.Start();
        foreach (var number in Enumerable.Range(1, 130))
            (await visit.Organisation.Admin.Post("tasks", new { title = $"Card {number:000}", status = "available" })).Expect(HttpStatusCode.Created);

        await visit.Go("/tasks");
        var column = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Available", Exact = true });
        await Expect(column.GetByRole(AriaRole.Heading)).ToContainTextAsync("130");
        await Expect(column).ToContainTextAsync("Card 130");
        Assert.That(await column.Locator("li").CountAsync(), Is.LessThan(60), "only what is in sight is in the page");

        await column.GetByRole(AriaRole.Button, new() { Name = "Older" }).ClickAsync();
        await Expect(column.GetByRole(AriaRole.Button, new() { Name = "Older" })).ToHaveCountAsync(0);
        await column.Locator(".overflow-y-auto").EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");
        await Expect(column).ToContainTextAsync("Card 001");

        // The keys reach what was not in the page.
        await visit.Press("j");
        await Expect(column.Locator("li[data-focused]")).ToContainTextAsync("Card 130");
    }
}
