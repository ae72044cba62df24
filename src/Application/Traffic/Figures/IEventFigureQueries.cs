using Hivemind.Application.Operations;
using Hivemind.Application.Traffic.Automations;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>Reads the kept figures of events. They are exact at every moment.</summary>
public interface IEventFigureQueries
{
    /// <summary>Answers all requests of an organisation from one snapshot, in their order; of one instance where one is named.</summary>
    Task<IReadOnlyList<EventFigures>> Read(string orgId, Guid? instanceId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken);

    /// <summary>What one glance shows, all from one snapshot.</summary>
    Task<TrafficSnapshot> Glance(string orgId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken);

    /// <summary>The same with automations, which count up to now.</summary>
    Task<TrafficOverview> Overview(string orgId, DateTimeOffset now, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken);
}

/// <summary>Figures of events with those of what surrounds them, all of the same moment.</summary>
/// <param name="DeadLetters">Number of dead letters by status.</param>
public sealed record TrafficSnapshot(
    IReadOnlyList<EventFigures> Events, IReadOnlyDictionary<string, long> DeadLetters, PayloadFigures Payloads, InstanceCounts Instances);

/// <summary>Everything of one moment that the dashboard shows of an organisation.</summary>
public sealed record TrafficOverview(TrafficSnapshot Traffic, AutomationMetrics Automations);

/// <summary>Payloads that are kept, and their bytes.</summary>
public sealed record PayloadFigures(long Count, long Bytes);
