using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>What the organisation's traffic consists of, over a window and over time.</summary>
/// <param name="Since">Default 24 hours before until.</param>
/// <param name="Until">Default now; not itself in the window.</param>
/// <param name="InstanceId">Only events of this instance.</param>
/// <param name="AllTime">Everything; since and until are not looked at.</param>
[Access(Audience.Principal, Scope.TrafficRead)]
[CamelCase]
public sealed record GetEventAnalytics(DateTimeOffset? Since, DateTimeOffset? Until, Guid? InstanceId, TimelineGranularity? Granularity, bool AllTime)
    : IQuery<EventAnalyticsView>;

/// <summary>The length of a bucket of the timeline.</summary>
public enum TimelineGranularity
{
    Hourly,
    Daily,
}

/// <summary>Totals of the window, breakdowns by what events carry, and the timeline.</summary>
/// <param name="TotalMessages">Events of every type.</param>
/// <param name="SuccessRate">Percent of all events of the window.</param>
/// <param name="MessageTypes">By content type; events without one are left out.</param>
/// <param name="Instances">By instance; events without one are left out.</param>
/// <param name="EventTypes">By event type.</param>
/// <param name="Timeline">Without a range the 24 hours or 30 days that end with the current one, whole; else the range.</param>
[CamelCase]
public sealed record EventAnalyticsView(
    long TotalMessages,
    long SuccessfulMessages,
    long FailedMessages,
    double SuccessRate,
    double? AvgProcessingTimeMs,
    double? AvgAgentTimeMs,
    IReadOnlyDictionary<string, long> MessageTypes,
    IReadOnlyDictionary<string, long> ErrorStages,
    IReadOnlyDictionary<string, long> Instances,
    IReadOnlyDictionary<string, long> ByChannel,
    DirectionCounts ByDirection,
    IReadOnlyDictionary<string, long> EventTypes,
    IReadOnlyList<TimelineBucket> Timeline);

/// <summary>How many came in and went out.</summary>
[CamelCase]
public sealed record DirectionCounts(long Inbound, long Outbound);

/// <summary>The events of an hour or day.</summary>
/// <param name="Bucket">When it starts.</param>
[CamelCase]
public sealed record TimelineBucket(DateTimeOffset Bucket, long Count);

internal sealed class GetEventAnalyticsValidator : AbstractValidator<GetEventAnalytics>
{
    public GetEventAnalyticsValidator() => RuleFor(query => query.InstanceId).NotEqual(Guid.Empty);
}

internal sealed class GetEventAnalyticsHandler(IEventFigureQueries figures, CallContext call, TimeProvider time)
    : IRequestHandler<GetEventAnalytics, EventAnalyticsView>
{
    public async Task<EventAnalyticsView> Handle(GetEventAnalytics query, CancellationToken cancellationToken)
    {
        var plan = AnalyticsPlan.Of(query, time.Now());
        return plan.View(await figures.Read(call.OrgId, query.InstanceId, plan.Requests, cancellationToken));
    }
}
