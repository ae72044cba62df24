using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class LookTests
{
    [TestCase("dark")]
    [TestCase("light")]
    public async Task No_page_keeps_anybody_out(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);
        var note = await visit.Learn("A note");
        var waiting = await visit.Contribute("A candidate");

        foreach (var path in DashboardPages.All.Append($"/knowledge/{note}").Append($"/contributions/{waiting}"))
        {
            await visit.Go(path);
            await visit.Settled();
            Assert.That(await visit.Violations(), Is.Empty, path);
        }
    }

    [TestCase("dark")]
    [TestCase("light")]
    public async Task No_dialog_keeps_anybody_out(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);
        await visit.Contribute("A candidate");
        var note = await visit.Learn("A note");
        var key = (await visit.Organisation.Admin.Post("webhook-endpoints", new { url = "https://example.com/hooks" })).Id;

        await Opens("/commons", "Control+k");
        await Opens("/commons", "?");
        await Opens("/contributions", "e");
        await Opens("/contributions", "r");
        await Opens("/people?tab=keys", "New key");
        await Opens("/people?tab=keys", "Revoke");
        await Opens("/people?tab=invitations", "Invite");
        await Opens("/webhook-endpoints", "New endpoint");
        await Opens($"/webhook-endpoints?endpoint={key}", "Rotate secret");
        await Opens($"/knowledge/{note}", "Delete");

        // A key of the keyboard, or the name of a button.
        async Task Opens(string path, string how)
        {
            await visit.Go(path);
            await visit.Settled();
            if (how.Length == 1 || how.StartsWith("Control", StringComparison.Ordinal))
                await visit.Press(how);
            else
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = how }).First.ClickAsync();

            await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            Assert.That(await visit.Violations(), Is.Empty, $"{path} {how}");
        }
    }

    [Test]
    public async Task On_a_phone_no_page_is_wider_than_the_screen()
    {
        await using var visit = await Visit.Start(size: new() { Width = 390, Height = 844 });
        await visit.Learn("A note");
        await visit.Contribute("A candidate");

        foreach (var path in DashboardPages.All)
        {
            await visit.Go(path);
            await visit.Settled();
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
}
