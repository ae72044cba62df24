using System.Diagnostics.Metrics;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Counts attempts by what the delivery became: pending means that it will be tried again.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("hivemind_webhook_deliveries_total", description: "Attempts to deliver a webhook, by the status they led to.");

    public static void Count(DeliveryStatus status) => Deliveries.Add(1, new KeyValuePair<string, object?>("status", EnumText.Of(status)));
}
