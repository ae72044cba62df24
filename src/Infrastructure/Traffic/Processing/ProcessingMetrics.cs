using System.Diagnostics.Metrics;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Counts events that are done by how they ended, and shows how many dead letters wait.</summary>
internal static class ProcessingMetrics
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>("hivemind_events_processed_total", description: "Events that this process has finished, by status.");

    private static readonly Gauge<long> Pending =
        Meter.CreateGauge<long>("hivemind_dead_letters_pending", description: "Dead letters of the deployment that wait, as last folded by this process.");

    public static void Count(EventStatus status) => Events.Add(1, new KeyValuePair<string, object?>("status", EnumText.Of(status)));

    public static void NotePending(long count) => Pending.Record(count);
}
