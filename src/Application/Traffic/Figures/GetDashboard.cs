using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Operations;
using MediatR;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>The whole overview of the organisation's traffic in one request. Every number equals that of its own route at the same moment.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetDashboard : IQuery<DashboardView>;

/// <summary>The overview.</summary>
[CamelCase]
public sealed record DashboardView(
    InstanceCounts Instances, DashboardEvents Events, DashboardDeadLetters DeadLetters, DashboardAutomations Automations, DashboardSystem System);

/// <summary>Events: timeline, byChannel and byDirection as analytics without parameters, the rest as the metrics.</summary>
/// <param name="FailureRate">Percent.</param>
[CamelCase]
public sealed record DashboardEvents(
    long Total, long Last24h, long LastHour, double PerHour, double PerMinute, IReadOnlyList<TimelineBucket> Timeline,
    IReadOnlyDictionary<string, long> ByChannel, DirectionCounts ByDirection, double FailureRate);

/// <summary>Dead letters that wait, and all.</summary>
[CamelCase]
public sealed record DashboardDeadLetters(long Pending, long Total);

/// <summary>Automations in short.</summary>
/// <param name="SuccessRate">Percent.</param>
[CamelCase]
public sealed record DashboardAutomations(bool Running, long TotalExecutions, double SuccessRate);

/// <summary>The process that answered.</summary>
/// <param name="Uptime">Seconds.</param>
/// <param name="DbLatency">Milliseconds of a round trip.</param>
/// <param name="NatsConnected">The same as busConnected.</param>
[CamelCase]
public sealed record DashboardSystem(HealthStatus Status, long Uptime, double? DbLatency, bool NatsConnected, bool BusConnected);

internal sealed class GetDashboardHandler(IEventFigureQueries figures, HealthReport health, CallContext call, TimeProvider time)
    : IRequestHandler<GetDashboard, DashboardView>
{
    public async Task<DashboardView> Handle(GetDashboard query, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var metricRequests = EventMetrics.Requests(now);
        var plan = AnalyticsPlan.Of(new GetEventAnalytics(null, null, null, null, AllTime: false), now);

        var overview = await figures.Overview(call.OrgId, now, [.. metricRequests, .. plan.Requests], cancellationToken);
        var traffic = overview.Traffic;
        var metrics = EventMetrics.Of(traffic);
        var analytics = plan.View([.. traffic.Events.Skip(metricRequests.Count)]);
        var system = await health.Make(cancellationToken);

        return new(
            traffic.Instances,
            new(metrics.TotalEvents, metrics.EventsLast24h, metrics.EventsLastHour, metrics.EventsPerHour, metrics.EventsPerMinute,
                analytics.Timeline, analytics.ByChannel, analytics.ByDirection, metrics.FailureRate),
            new(metrics.DeadLettersPending, traffic.DeadLetters.Values.Sum()),
            new(overview.Automations.Running, overview.Automations.TotalExecutions, overview.Automations.SuccessRate),
            new(system.Status, system.Uptime, system.Checks.Database.Latency, system.Checks.Nats.Details.Connected, system.Checks.Bus.Details.Connected));
    }
}
