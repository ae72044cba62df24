using System.Net;
using Hivemind.FunctionalTests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class KeyTests
{
    [Test]
    public async Task A_key_is_made_shown_once_used_and_revoked()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/people?tab=keys");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await visit.Page.GetByLabel("Agent").FillAsync("build-bot");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Laptop");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var secret = await visit.Page.GetByRole(AriaRole.Dialog).Locator("pre").First.InnerTextAsync();
        var agent = new Caller(visit.Organisation.Server, visit.Organisation.Id, "build-bot", secret);
        (await agent.Get("stats/org")).Expect(HttpStatusCode.OK);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "build-bot" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await Expect(row).ToContainTextAsync("Revoked");
        (await agent.Get("stats/org")).Expect(HttpStatusCode.Unauthorized);
        Assert.That(await visit.Page.ContentAsync(), Does.Not.Contain(secret));
    }
}
