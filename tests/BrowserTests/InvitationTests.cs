using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class InvitationTests
{
    [Test]
    public async Task An_invitation_is_accepted_in_another_browser()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/people?tab=invitations");

        var link = await Invite(visit, "Grace Hopper");
        await using var guest = await Visit.Enter(visit.Organisation, link, "Grace Hopper");

        await guest.Go("/commons");
        await visit.Go("/people?tab=invitations");
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Grace Hopper" })).ToContainTextAsync("Accepted");
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "People and keys" }).GetByText("Users").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Grace Hopper" })).ToContainTextAsync("Member");
    }

    [Test]
    public async Task What_was_taken_back_lets_nobody_in()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/people?tab=invitations");
        var link = await Invite(visit, "Nobody");

        await visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nobody" }).GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await visit.Sees("The invitation was taken back.");

        await using var guest = await visit.Page.Context.Browser!.NewContextAsync();
        var page = await guest.NewPageAsync();
        await Visit.FillAccount(page, link, "Nobody", "nobody@example.com");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task<string> Invite(Visit visit, string name)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await visit.Page.GetByLabel("Name (optional)").FillAsync(name);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await visit.Page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        return link;
    }
}
