using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.FunctionalTests.Operations;

[NonParallelizable]
public sealed class TracingTests
{
    [Test]
    public async Task A_trace_leads_from_the_request_through_the_use_case_to_its_sql()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Hivemind" or "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var admin = (await Hive.NewOrganisation()).Admin;

        var refused = (await admin.Get($"contributions/{Guid.CreateVersion7()}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");

        var trace = spans.Where(span => span.TraceId.ToHexString() == refused.Json.GetProperty("traceId").GetString()).ToList();
        Assert.That(trace.Select(span => span.Source.Name).Distinct(), Is.SupersetOf(new[] { "Hivemind", "Npgsql" }));
        var useCase = trace.Single(span => span.Source.Name == "Hivemind");
        Assert.That(useCase.OperationName, Is.EqualTo("GetContribution"));
        Assert.That(useCase.GetTagItem("hivemind.code"), Is.EqualTo("NOT_FOUND"));
        Assert.That(trace.Where(span => span.Source.Name == "Npgsql").Select(span => span.ParentId), Has.Some.EqualTo(useCase.Id));
    }

    [Test, CancelAfter(150_000)]
    public async Task Traces_and_metrics_reach_a_collector(CancellationToken cancellationToken)
    {
        var paths = new ConcurrentDictionary<string, int>();
        await using var collector = await Collector(paths);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        await using (var server = await TestServer.Start(settings: new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            await (await Hive.Nobody(server)).Get("/health");
        }

        await Eventually.Seen(() => Task.FromResult(paths.ContainsKey("/v1/traces") && paths.ContainsKey("/v1/metrics")), "traces and metrics at the collector");
    }

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, int> paths)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            paths.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
