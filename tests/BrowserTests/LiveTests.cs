using Hivemind.FunctionalTests;
using Microsoft.Playwright;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class LiveTests
{
    [Test]
    public async Task An_approval_made_elsewhere_appears_without_reload()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/commons?feed=own");
        await visit.Page.EvaluateAsync("window.loadedOnce = true");

        await visit.Learn("A note from elsewhere");

        await visit.Sees("A note from elsewhere");
        Assert.That(await visit.Page.EvaluateAsync<bool>("window.loadedOnce"), Is.True);
    }

    [Test]
    public async Task A_new_contribution_comes_into_the_open_queue()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/contributions");
        await visit.Sees("The queue is empty");

        await visit.Contribute("The first of the queue");

        await Assertions.Expect(visit.Page.Locator("[role=option]")).ToHaveCountAsync(1);
        await visit.Sees("1 waiting, newest first.");
    }

    [Test]
    public async Task A_page_says_since_when_it_is_stale_and_catches_up_when_the_server_is_back()
    {
        var database = await TestApp.CloneDatabase();
        var server = await TestServer.Start(database);
        await using var visit = await Visit.Start(server);
        visit.IsInterrupted = true;
        await visit.Go("/commons?feed=own");

        var address = server.Address.GetLeftPart(UriPartial.Authority);
        await server.DisposeAsync();
        await Assertions.Expect(visit.Page.Locator("[data-live=stale]")).ToContainTextAsync("Stale since");

        await using var again = await TestServer.Start(database, new() { ["HIVEMIND_URLS"] = address });
        var admin = visit.Organisation.Admin.At(again);
        var contributed = await admin.Post("contributions", new { title = "Told after the pause", content = "What was learned while the page could not hear.", category = "tooling" });
        await admin.Post($"contributions/{contributed.Json.GetProperty("contribution_id").GetGuid()}/approve");

        await visit.Sees("Told after the pause");
        await visit.Live();
    }
}
