using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>What a person at the dashboard waits for, in Chromium on the same machine.</summary>
internal static class DashboardBenchmark
{
    private const int Loads = 10;
    private const int FeedSeconds = 20;
    private const int FeedRate = 100;
    private const int HourOfFeed = 36_000;
    public const string FirstRow = "ol[aria-label^='Newest notes'] li";
    private const string QueueRow = "[role=option]";

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var server = await BenchServer.Start(context.ConnectionString);
        var data = new DashboardData(server.Services.GetRequiredService<NpgsqlDataSource>(), server.OrgId);
        var origin = await data.LearnNotes();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DashboardVisit.Launch(playwright);
        var visit = new DashboardVisit(browser, server.Http.BaseAddress ?? throw new InvalidOperationException("The server has no address."));
        await visit.Register(server.Http);

        var rows = new List<string[]>();
        foreach (var (step, measure) in new (string, Func<Task<IEnumerable<string[]>>>)[]
        {
            ("first page", () => FirstPage(visit)), ("approval to pixel", () => DashboardPixel.Measure(visit, server.Http)), ("queue", () => Queue(visit, data)), ("feed", () => Feed(visit, data)),
        })
        {
            await context.Progress.WriteLineAsync($"dashboard: {step}");
            rows.AddRange(await measure());
        }

        return new BenchTable("dashboard", ["What", "Figure", "Aim"], rows,
            [
                $"Chromium {browser.Version} without a window, server, database and browser on {Environment.ProcessorCount} cores; {DashboardData.Notes:N0} notes ({origin}).",
                "Interactive: the newest notes are drawn and the live connection is open. Fresh profile: nothing is cached.",
                "Approval to pixel: from sending the approval to the frame after the note is in the feed of an open page.",
                $"Hour of feed: {HourOfFeed:N0} messages (10 a second for an hour), sent as fast as the page takes them.",
            ]);
    }

    private static async Task<IEnumerable<string[]>> FirstPage(DashboardVisit visit)
    {
        List<double> fresh = [], cached = [];
        var script = 0.0;
        for (var load = 0; load < Loads; load++)
        {
            var page = await visit.Open();
            fresh.Add(await DashboardVisit.Interactive(page, "/commons", FirstRow));
            script = await page.EvaluateAsync<double>("performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js')).reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024");
            cached.Add(await DashboardVisit.Interactive(page, "/commons", FirstRow));
            await page.Context.CloseAsync();
        }

        return [["JavaScript of the first page, compressed", $"{Text(script)} KB", "≤ 180 KB"], ["Fresh profile to interactive", Spread(fresh), "< 3 s"], ["Cached to interactive", Spread(cached), ""]];
    }

    private static async Task<IEnumerable<string[]>> Queue(DashboardVisit visit, DashboardData data)
    {
        await data.FillQueue();
        var page = await visit.Open();
        var opened = await DashboardVisit.Interactive(page, "/contributions", QueueRow);
        for (var press = 0; press < 200; press++)
            await page.Keyboard.PressAsync("j");

        var clock = Stopwatch.StartNew();
        while (await page.EvaluateAsync<int>("Number(document.querySelector('[role=option]').getAttribute('aria-setsize'))") < DashboardData.Waiting && clock.Elapsed < TimeSpan.FromMinutes(2))
            await page.EvaluateAsync("new Promise(done => { const list = document.querySelector('[role=listbox]'); list.scrollTop = list.scrollHeight; setTimeout(done, 50); })");

        await page.Keyboard.PressAsync("Control+a");
        var tasks = await DashboardVisit.LongTasks(page);
        await page.Context.CloseAsync();
        return [[$"Queue of {DashboardData.Waiting:N0} to interactive", $"{Text(opened)} ms", "< 3 s"], Row($"Queue of {DashboardData.Waiting:N0}: 200 rows down, all loaded, all selected", tasks)];
    }

    private static async Task<IEnumerable<string[]>> Feed(DashboardVisit visit, DashboardData data)
    {
        var page = await visit.Open();
        await DashboardVisit.Interactive(page, "/commons", FirstRow);
        await DashboardVisit.LongTasks(page);
        for (var tick = 0; tick < FeedSeconds * 10; tick++)
        {
            await Task.WhenAll(data.Announce(FeedRate / 10), Task.Delay(100));
        }

        var tasks = await DashboardVisit.LongTasks(page);
        var before = await DashboardVisit.Heap(page);
        for (var sent = 0; sent < HourOfFeed; sent += 200)
            await data.Announce(200);

        await data.Announce(1);
        await Task.Delay(2_000);
        var after = await DashboardVisit.Heap(page);
        var elements = await page.EvaluateAsync<int>("document.querySelectorAll('*').length");
        await page.Context.CloseAsync();
        return
        [
            Row($"Feed of {FeedRate} a second for {FeedSeconds} s", tasks),
            ["Memory before and after an hour of feed", $"{Text(before)} MB, {Text(after)} MB", "level"], ["Elements in the page after it", $"{elements:N0}", ""],
        ];
    }

    private static string[] Row(string what, double[] tasks) =>
        [what, tasks.Length == 0 ? "no task over 50 ms" : $"{tasks.Length} tasks over 50 ms, the longest {Text(tasks.Max())} ms", "none over 200 ms"];

    private static string Spread(List<double> milliseconds)
    {
        milliseconds.Sort();
        return $"{Text(milliseconds[milliseconds.Count / 2])} ms (slowest of {milliseconds.Count}: {Text(milliseconds[^1])} ms)";
    }

    public static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
