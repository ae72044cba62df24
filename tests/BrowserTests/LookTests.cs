using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class LookTests
{
    private static readonly string[] Pages =
    [
        "/commons?feed=own", "/dashboard", "/search?q=pool", "/contributions", "/analytics", "/people", "/people?tab=keys", "/people?tab=invitations",
        "/webhook-endpoints", "/settings", "/audit",
    ];

    [TestCase("dark")]
    [TestCase("light")]
    public async Task No_page_keeps_anybody_out(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Page.EvaluateAsync("theme => localStorage.setItem('hivemind.theme', theme)", theme);
        var note = await visit.Learn("A note");
        var waiting = await visit.Contribute("A candidate");

        foreach (var path in Pages.Append($"/knowledge/{note}").Append($"/contributions/{waiting}"))
        {
            await visit.Go(path);
            await Settled(visit);
            Assert.That(await Violations(visit.Page), Is.Empty, path);
        }
    }

    [Test]
    public async Task On_a_phone_no_page_is_wider_than_the_screen()
    {
        await using var visit = await Visit.Start(size: new() { Width = 390, Height = 844 });
        await visit.Learn("A note");
        await visit.Contribute("A candidate");

        foreach (var path in Pages)
        {
            await visit.Go(path);
            await Settled(visit);
            Assert.That(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), Is.LessThanOrEqualTo(0), path);
        }

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await visit.Page.Locator("[role=option]").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_theme_can_follow_the_system()
    {
        await using var visit = await Visit.Start(scheme: ColorScheme.Light);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await visit.Go("/settings");
        await visit.Page.GetByLabel("Theme").SelectOptionAsync("system");

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    private static async Task Settled(Visit visit)
    {
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    private static async Task<string[]> Violations(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")) + ";0");
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations)");
        return [.. found.EnumerateArray().Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")}")];
    }
}
