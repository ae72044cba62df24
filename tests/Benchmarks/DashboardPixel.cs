using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hivemind.Benchmarks;

/// <summary>How long after a decision anybody who watches sees it.</summary>
internal static class DashboardPixel
{
    private const int Approvals = 100;

    public static async Task<IEnumerable<string[]>> Measure(DashboardVisit visit, HttpClient admin)
    {
        var page = await visit.Open();
        await DashboardVisit.Interactive(page, "/commons?feed=own", DashboardBenchmark.FirstRow);
        await page.EvaluateAsync(
            """
            window.seen = {};
            new MutationObserver(() => {
              const titles = [...document.querySelectorAll('ol li')].slice(0, 40).map(row => row.textContent);
              requestAnimationFrame(() => { for (const title of titles) { const name = /Pixel \d+/.exec(title); if (name) seen[name[0]] ??= performance.timeOrigin + performance.now(); } });
            }).observe(document.body, { childList: true, subtree: true });
            """);
        var sent = new double[Approvals];
        var texts = WriteTexts.Make(Approvals, seed: 77);
        for (var number = 0; number < Approvals; number++)
        {
            var made = await (await admin.PostAsJsonAsync("/api/v1/contributions", new { title = $"Pixel {number}", content = texts[number], category = "tooling" })).Content.ReadFromJsonAsync<JsonElement>();
            sent[number] = Now();
            (await admin.PostAsync($"/api/v1/contributions/{made.GetProperty("contribution_id").GetGuid()}/approve", null)).EnsureSuccessStatusCode();
        }

        // Not WaitForFunction: in later frames that is the page's own eval, which the policy forbids.
        await page.EvaluateAsync("count => new Promise(done => { const look = () => Object.keys(seen).length === count ? done() : requestAnimationFrame(look); look(); })", Approvals);
        var seen = await page.EvaluateAsync<Dictionary<string, double>>("seen");
        await page.Context.CloseAsync();
        List<double> took = [.. seen.Select(pair => pair.Value - sent[int.Parse(pair.Key.AsSpan(6), CultureInfo.InvariantCulture)])];
        took.Sort();
        return [["Approval to pixel, p50", $"{DashboardBenchmark.Text(took[took.Count / 2])} ms", ""], ["Approval to pixel, p99", $"{DashboardBenchmark.Text(took[(int)(took.Count * 0.99)])} ms", "< 1 s"]];
    }

    private static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
