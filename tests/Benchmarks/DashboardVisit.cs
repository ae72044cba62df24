using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Hivemind.Benchmarks;

/// <summary>A person with the dashboard open in a real browser.</summary>
internal sealed class DashboardVisit(IBrowser browser, Uri server)
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"];
    private readonly string _email = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
    private string? _state;

    public static async Task<IBrowser> Launch(IPlaywright playwright) =>
        await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments });

    /// <summary>Registers with an invitation; later pages are signed in from the start.</summary>
    public async Task Register(HttpClient admin)
    {
        var invitation = await (await admin.PostAsJsonAsync("/api/v1/users/invitations", new { org_role = "admin" })).Content.ReadFromJsonAsync<JsonElement>();
        var page = await Open();
        await page.GotoAsync($"/login?invitation={invitation.GetProperty("token").GetString()}");
        await page.GetByLabel("Name").FillAsync("Ada Lovelace");
        await page.GetByLabel("E-mail").FillAsync(_email);
        await page.GetByLabel("Password").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync("**/commons");
        _state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>A page of a fresh profile: nothing is in its cache.</summary>
    public async Task<IPage> Open()
    {
        var context = await browser.NewContextAsync(new() { BaseURL = server.ToString(), StorageState = _state, ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(
            """
            window.longTasks = [];
            new PerformanceObserver(list => longTasks.push(...list.getEntries().map(entry => entry.duration))).observe({ entryTypes: ['longtask'] });
            """);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        return page;
    }

    /// <summary>Milliseconds from the start of the navigation until the element is there and the page hears the live log.</summary>
    public static async Task<double> Interactive(IPage page, string path, string element)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double>(
            """
            element => new Promise(done => {
              const look = () => document.querySelector(element) && document.querySelector('[data-live=live]') ? done(performance.now()) : requestAnimationFrame(look);
              look();
            })
            """, element);
    }

    public static async Task<double[]> LongTasks(IPage page) => await page.EvaluateAsync<double[]>("longTasks.splice(0)");

    /// <summary>Megabytes that JavaScript holds, after a collection.</summary>
    public static async Task<double> Heap(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        await session.DetachAsync();
        return await page.EvaluateAsync<double>("performance.memory.usedJSHeapSize / 1048576");
    }
}
