using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

/// <summary>A page is never blank: it says that it loads, that there is nothing, or what went wrong.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StateTests
{
    private const string Refusal =
        """{"type":"about:blank","title":"Internal error","status":500,"detail":"Something broke on the server.","code":"INTERNAL_ERROR","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""";

    [TestCase("dark")]
    [TestCase("light")]
    public async Task Every_page_tells_of_a_failure_with_its_trace(string theme)
    {
        await using var visit = await Visit.Start();
        visit.IsInterrupted = true; // the browser itself writes every failed request into its console
        await visit.Theme(theme);
        await visit.Page.RouteAsync(IsData, route => route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = Refusal }));

        foreach (var path in DashboardPages.All)
        {
            await visit.Page.GotoAsync(path);
            await Expect(visit.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Something broke on the server.");
            await Expect(visit.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("4bf92f3577b34da6a3ce929d0e0e4736");
            Assert.That(await visit.Violations(), Is.Empty, path);
        }
    }

    [TestCase("dark")]
    [TestCase("light")]
    public async Task Every_page_shows_that_it_loads(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);
        await visit.Page.RouteAsync(IsData, _ => Task.CompletedTask);

        foreach (var path in DashboardPages.All)
        {
            await visit.Page.GotoAsync(path);
            await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" }).First).ToBeVisibleAsync();
            Assert.That(await visit.Violations(), Is.Empty, path);
        }
    }

    [TestCase("dark")]
    [TestCase("light")]
    public async Task Every_empty_page_says_what_to_do(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);

        foreach (var path in DashboardPages.All)
        {
            await visit.Go(path);
            await visit.Settled();
            Assert.That(await visit.Violations(), Is.Empty, path);
        }
    }

    // All but who is signed in, and the live connection.
    private static bool IsData(string url) => url.Contains("/api/v1/") && !url.EndsWith("/users/me", StringComparison.Ordinal) && !url.Contains("/stream/");
}
