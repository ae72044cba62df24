using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class SettingsTests
{
    [Test]
    public async Task The_organisation_is_renamed_and_its_rules_change()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/settings");

        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Analytical Engines");
        await visit.Page.GetByLabel("A second reviewer is required").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Sees("Saved.");
        await visit.Page.GetByLabel("Tooling").ClickAsync();
        await visit.Sees("Tooling needs no review now.");

        var settings = (await visit.Organisation.Admin.Get("organisation")).Json;
        Assert.That(settings.GetProperty("name").GetString(), Is.EqualTo("Analytical Engines"));
        Assert.That(settings.GetProperty("settings").GetProperty("require_second_reviewer").GetBoolean(), Is.True);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByLabel("Tooling")).ToBeCheckedAsync();
    }

    [Test]
    public async Task A_new_password_ends_the_other_sessions()
    {
        await using var visit = await Visit.Start();
        await using var other = await visit.Page.Context.Browser!.NewContextAsync(new() { BaseURL = visit.Organisation.Server.Address.ToString() });
        var page = await other.NewPageAsync();
        await page.GotoAsync("/login");
        await Visit.SignIn(page, visit.Email, Visit.Password);
        await page.WaitForURLAsync("**/commons");
        await visit.Go("/settings");

        await visit.Page.GetByLabel("Current password").FillAsync(Visit.Password);
        await visit.Page.GetByLabel("New password").FillAsync("a different horse");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await visit.Sees("The password is changed. Other sessions have ended.");

        await page.GotoAsync("/analytics");
        await page.WaitForURLAsync("**/login**");
        await Expect(visit.Page.GetByText("This one")).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_palette_works_by_keyboard_alone()
    {
        await using var visit = await Visit.Start();

        await Find(visit, "audit");
        await visit.Page.WaitForURLAsync("**/audit");

        await Find(visit, "light");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await visit.Press("Control+k");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await visit.Press("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await visit.Press("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Command palette");
    }

    private static async Task Find(Visit visit, string what)
    {
        await visit.Press("Control+k");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await visit.Page.Keyboard.TypeAsync(what);
        await visit.Press("Enter");
    }
}
