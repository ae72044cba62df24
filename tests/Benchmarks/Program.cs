using Hivemind.Benchmarks;

// Benchmarks that need processes of their own start this program again.
if (await FeedRoles.TryRun(args))
    return 0;

return await BenchRun.Run(args, new Dictionary<string, Func<BenchContext, Task<BenchTable>>>
{
    ["analytics"] = AnalyticsBenchmark.Run,
    ["automations"] = AutomationBenchmark.Run,
    ["dashboard"] = DashboardBenchmark.Run,
    ["event-figures"] = EventFiguresBenchmark.Run,
    ["feed"] = FeedBenchmark.Run,
    ["output"] = OutputBenchmark.Run,
    ["presence"] = PresenceBenchmark.Run,
    ["sockets"] = SocketBenchmark.Run,
    ["ingest"] = IngestBenchmark.Run,
    ["start"] = StartBenchmark.Run,
    ["processing"] = ProcessingBenchmark.Run,
    ["search-quality"] = SearchQuality.Run,
    ["search-speed"] = SearchSpeed.Run,
    ["webhook-deliveries"] = DeliveryBenchmark.Run,
    ["write-path"] = WritePathBenchmark.Run,
});
