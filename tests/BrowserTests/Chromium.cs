using Microsoft.Playwright;

namespace Hivemind.BrowserTests;

/// <summary>One browser for the run; every visit has a profile of its own.</summary>
internal static class Chromium
{
    // The last ones keep it from calling home, where tests may reach nothing but loopback.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Shared = new(Launch);

    public static async Task<IBrowser> Get() => (await Shared.Value).Browser;

    public static async Task Stop()
    {
        if (!Shared.IsValueCreated)
            return;

        var (playwright, browser) = await Shared.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Launch()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments }));
    }
}
