using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Jobs;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>What came of working on an event, not stored yet.</summary>
/// <param name="Results">What its handlers have come to.</param>
/// <param name="GivenUp">The handlers that failed for good in this run.</param>
/// <param name="DueAt">When the event goes on; null when it is done, or still in hand.</param>
internal sealed record EventProgress(
    ClaimedEvent Claimed, EventStatus Status, IReadOnlyList<HandlerResult> Results, IReadOnlyList<GivenUp> GivenUp, DateTimeOffset? DueAt, DateTimeOffset At)
    : IWorkResult
{
    public Guid Id => Claimed.Event.Id;

    public bool IsDone => Status is EventStatus.Completed or EventStatus.Failed;

    /// <summary>One handler is done while others still run: stored at once, so that no crash makes it run again.</summary>
    public bool IsStep { get; private init; }

    public object Piece => Claimed;

    public bool IsLast => !IsStep;

    public GivenUp? LastGivenUp => GivenUp.Count > 0 ? GivenUp[^1] : null;

    public int ProcessingMs => Milliseconds(Claimed.ClaimedAt);

    public int TotalMs => Milliseconds(Claimed.Event.ReceivedAt);

    public static EventProgress Step(ClaimedEvent claimed, HandlerResult result, DateTimeOffset now) =>
        new(claimed, EventStatus.Processing, [result], [], null, now) { IsStep = true };

    private int Milliseconds(DateTimeOffset since) => (int)Math.Clamp((At - since).TotalMilliseconds, 0, int.MaxValue);
}

/// <summary>A handler that has used up its attempts.</summary>
internal sealed record GivenUp(string Handler, HandlerError Error);
