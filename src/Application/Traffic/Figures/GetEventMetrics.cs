using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>How the organisation's traffic is doing, in numbers that are exact now.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetEventMetrics : IQuery<EventMetricsView>;

/// <summary>The metrics of events, dead letters and payloads.</summary>
/// <param name="EventsLastHour">Received in the 60 minutes before now; future ones are left out.</param>
/// <param name="Pending">Received or being processed.</param>
/// <param name="P95ProcessingTimeMs">From a histogram: at most 3.2 % off.</param>
/// <param name="FailureRate">Percent of all events.</param>
/// <param name="PayloadsStored">Those not deleted.</param>
/// <param name="StorageSizeBytes">Their compressed sizes.</param>
[CamelCase]
public sealed record EventMetricsView(
    long TotalEvents,
    long EventsLastHour,
    long EventsLast24h,
    long EventsLast7d,
    double EventsPerHour,
    double EventsPerMinute,
    long Completed,
    long Failed,
    long Pending,
    double? AvgProcessingTimeMs,
    double? AvgAgentLatencyMs,
    double? P95ProcessingTimeMs,
    double FailureRate,
    IReadOnlyDictionary<string, long> ErrorsByStage,
    long DeadLettersPending,
    long DeadLettersResolved,
    long PayloadsStored,
    long StorageSizeBytes);

internal sealed class GetEventMetricsHandler(IEventFigureQueries figures, CallContext call, TimeProvider time) : IRequestHandler<GetEventMetrics, EventMetricsView>
{
    public async Task<EventMetricsView> Handle(GetEventMetrics query, CancellationToken cancellationToken) =>
        EventMetrics.Of(await figures.Glance(call.OrgId, EventMetrics.Requests(time.Now()), cancellationToken));
}
