using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>The one way in for events: stores them and tells the live log, in the running transaction.</summary>
public sealed class EventRecorder(IEventRepository events, ILiveLog live, TimeProvider time)
{
    /// <summary>Records an event and says its id; that of the first one when the same instance, type and external id are known.</summary>
    public async Task<Guid> Record(NewEvent one, CancellationToken cancellationToken) =>
        (await RecordAll([one], cancellationToken))[0].Event.Id;

    /// <summary>Records many at once. The answers stand in the order of the events; what was known before comes with its first id.</summary>
    public async Task<IReadOnlyList<Recorded>> RecordAll(IReadOnlyList<NewEvent> some, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var candidates = some.Select(one => one.ToEvent(now)).ToList();
        var known = await events.Add(candidates, cancellationToken);
        var recorded = candidates.Select(candidate => known.TryGetValue(candidate.Id, out var first)
            ? new Recorded(candidate with { Id = first }, IsNew: false)
            : new Recorded(candidate, IsNew: true)).ToList();

        await live.Append([.. recorded.Where(one => one.IsNew).Select(Message)], cancellationToken);
        return recorded;
    }

    private static LiveMessage Message(Recorded one) => new(
        one.Event.OrgId, IsPublic: false, Topic.Events, "event.received",
        new EventReceived(one.Event.Id, one.Event.EventType, one.Event.InstanceId, one.Event.ReceivedAt));

    [CamelCase]
    private sealed record EventReceived(Guid Id, string EventType, Guid? InstanceId, DateTimeOffset ReceivedAt);
}

/// <summary>What became of an event: recorded, or known before. A known one carries the first id; its other members are those of the repetition.</summary>
public sealed record Recorded(RecordedEvent Event, bool IsNew);
