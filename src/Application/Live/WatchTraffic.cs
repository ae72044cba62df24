using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Follows received events and the state of instances.</summary>
/// <param name="EventTypes">A comma list; null takes every type.</param>
/// <param name="InstanceId">Only what concerns this instance.</param>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record WatchTraffic(string? EventTypes, Guid? InstanceId, string? Position) : IQuery<ILiveStream>;

internal sealed class WatchTrafficHandler(ILiveReader log, ILiveStreams streams, TopicAccess topics, CallContext call)
    : IRequestHandler<WatchTraffic, ILiveStream>
{
    public async Task<ILiveStream> Handle(WatchTraffic query, CancellationToken cancellationToken)
    {
        var types = query.EventTypes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var filter = new LiveFilter(EventTypes: types is { Length: > 0 } ? types : null, InstanceId: query.InstanceId);
        var selection = await topics.Of([Topic.Events, Topic.Instances], filter, cancellationToken);
        var state = await log.State(cancellationToken);
        var start = LiveStart.Of(query.Position, state);

        return streams.Open(start.IsResumed ? selection : selection.Without(state.Known), call.Caller, start);
    }
}
