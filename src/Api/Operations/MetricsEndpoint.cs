using System.Globalization;
using System.Net;
using System.Text;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ICredentials = Hivemind.Application.People.ICredentials;

namespace Hivemind.Api.Operations;

/// <summary>Who may read /metrics without an admin credential.</summary>
public sealed class MetricsOptions
{
    /// <summary>Networks in CIDR notation; default loopback.</summary>
    public IList<string> AllowedNetworks { get; } = [];
}

/// <summary>GET /metrics: Prometheus text, or JSON when asked for.</summary>
internal static class MetricsEndpoint
{
    private static readonly string[] Loopback = ["127.0.0.0/8", "::1/128"];

    public static void MapMetrics(this WebApplication app) =>
        app.MapGet("/metrics", async (HttpContext context, MetricsRegistry metrics, IOptions<MetricsOptions> options, ICredentials credentials) =>
        {
            if (!IsAllowed(context.Connection.RemoteIpAddress, options.Value) && !await IsAdmin(context, credentials))
                throw new HivemindException(ErrorCode.Unauthorized, "A valid credential is required.");

            var read = metrics.Read();
            return context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
                ? Results.Json(read, WireJson.Options)
                : Results.Text(Prometheus(read), "text/plain; version=0.0.4; charset=utf-8");
        })
        .WithName("get_metrics").WithTags("metrics").WithSummary("The server's metrics: Prometheus text, or JSON when asked for. For an admin or an allowed network.")
        .WithMetadata(new AllowAnonymousAttribute(), new RefusesAttribute(401))
        .Produces<string>(200, "text/plain", "application/json");

    private static bool IsAllowed(IPAddress? address, MetricsOptions options)
    {
        if (address is null)
            return false;

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (options.AllowedNetworks.Count == 0 ? Loopback : options.AllowedNetworks).Any(network => IPNetwork.Parse(network).Contains(plain));
    }

    private static async Task<bool> IsAdmin(HttpContext context, ICredentials credentials)
    {
        var credential = context.Request.Headers["X-API-Key"].FirstOrDefault()
            ?? context.Request.Headers.Authorization.FirstOrDefault()?.Replace("Bearer ", "", StringComparison.OrdinalIgnoreCase);

        return credential is not null && await credentials.Authenticate(credential, ticketAllowed: false, context.RequestAborted) is { IsAdmin: true };
    }

    private static string Prometheus(IReadOnlyList<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Description}\n# TYPE {metric.Name} {metric.Kind}\n");
            foreach (var sample in metric.Samples)
                Append(text, metric, sample);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Metric metric, Sample sample)
    {
        var labels = sample.Labels.Length == 0 ? "" : $"{{{sample.Labels}}}";
        if (metric.Kind != "histogram")
        {
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}{labels} {sample.Value}\n");
            return;
        }

        var prefix = sample.Labels.Length == 0 ? "" : sample.Labels + ",";
        foreach (var bucket in sample.Buckets)
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_bucket{{{prefix}le=\"{bucket.Limit}\"}} {bucket.Count}\n");

        text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_bucket{{{prefix}le=\"+Inf\"}} {sample.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_sum{labels} {sample.Value}\n{metric.Name}_count{labels} {sample.Count}\n");
    }
}
