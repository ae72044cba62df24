using Hivemind.Application.Messaging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hivemind.Api.Operations;

/// <summary>Traces (HTTP, use case, SQL) and metrics over OTLP, when OTEL_EXPORTER_OTLP_ENDPOINT names a collector.</summary>
internal static class Tracing
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!Uri.TryCreate(builder.Configuration[EndpointVariable], UriKind.Absolute, out var endpoint))
            return;

        var isHttp = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf";
        var resource = ResourceBuilder.CreateDefault().AddService("hivemind");
        builder.Services.AddHostedService(_ => new Exporters(
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource(Telemetry.SourceName, "Microsoft.AspNetCore", "Npgsql").AddOtlpExporter(options => Point(options, "v1/traces")).Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(Telemetry.SourceName, "Microsoft.AspNetCore.Hosting", "Npgsql").AddOtlpExporter(options => Point(options, "v1/metrics")).Build()));

        void Point(OtlpExporterOptions options, string path)
        {
            options.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = isHttp ? new Uri(endpoint, path) : endpoint;
        }
    }

    /// <summary>Holds the exporters for the life of the server and flushes them at its end.</summary>
    private sealed class Exporters(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.Dispose();
            metrics.Dispose();
            return Task.CompletedTask;
        }
    }
}
