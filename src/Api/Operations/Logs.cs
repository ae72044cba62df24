using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Hivemind.Api.Operations;

/// <summary>Structured logs on standard output: text for people, JSON with <c>Logging:Format=json</c>.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .Filter.ByExcluding(IsTold)
            .Enrich.FromLogContext()
            .ReadFrom.Configuration(builder.Configuration);

        configuration = builder.Configuration["Logging:Format"] == "json"
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true))
            : configuration.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture);

        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    // Whoever starts the server is told why it did not, in one sentence; the trace of that, and of what ends with it, say no more.
    private static bool IsTold(LogEvent entry) =>
        entry.Properties.TryGetValue("SourceContext", out var source) && source.ToString() == "\"Microsoft.Extensions.Hosting.Internal.Host\""
        && (entry.MessageTemplate.Text == "Hosting failed to start" || entry.Exception is OperationCanceledException);
}
