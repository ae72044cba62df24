using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

/// <summary>Every page, and what is asked of every page.</summary>
internal static class DashboardPages
{
    public static readonly string[] All =
    [
        "/commons?feed=own", "/dashboard", "/search?q=pool", "/contributions", "/analytics", "/people", "/people?tab=keys", "/people?tab=invitations",
        "/events", "/dead-letters", "/automations", "/webhooks", "/instances", "/webhook-endpoints", "/settings", "/audit", "/tasks", "/tasks?view=runs", "/chat", "/ledger", "/agents", "/sources",
    ];

    /// <summary>Loaded, with its heading.</summary>
    public static async Task Settled(this Visit visit)
    {
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>What axe finds wrong with what is on the screen now.</summary>
    public static async Task<string[]> Violations(this Visit visit)
    {
        // What is still fading in has not got its colours yet.
        await visit.Page.EvaluateAsync("Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity).map(one => one.finished.catch(() => {})))");
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")) + ";0");
        var found = await visit.Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations)");
        return [.. found.EnumerateArray().Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")}")];
    }
}
