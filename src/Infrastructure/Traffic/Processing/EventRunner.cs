using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Jobs;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Runs the handlers of an event that are due, one after the other, and gives what they came to to be stored.</summary>
internal sealed class EventRunner(HandlerRunner handlers, ResultBatch<EventProgress> results, TimeProvider time)
{
    /// <summary>Asks the handlers which of the events they want.</summary>
    public void Prepare(IReadOnlyCollection<ClaimedEvent> events)
    {
        if (events.Count == 0)
            return;

        var wanted = handlers.WantedBy(events.Select(one => one.Event.EventType));
        foreach (var one in events)
            one.Process = new EventProcess(wanted[one.Event.EventType], one.Stored);
    }

    /// <summary>An event that nobody has to do anything for is completed with many others in one statement.</summary>
    public bool TryFinish(ClaimedEvent claimed)
    {
        if (!claimed.Process.IsDone)
            return false;

        results.Add(Progress(claimed, []));
        return true;
    }

    public async Task Run(ClaimedEvent claimed, CancellationToken cancellationToken)
    {
        List<GivenUp> givenUp = [];
        foreach (var name in claimed.Process.Due(time.Now()))
        {
            var outcome = await handlers.Run(name, claimed.Event, cancellationToken);
            var now = time.Now();
            var result = claimed.Process.Note(name, outcome, now);
            if (result.Status is HandlerStatus.Failed && outcome.Error is { } error)
                givenUp.Add(new GivenUp(name, error));

            if (result.Status is HandlerStatus.Succeeded && !claimed.Process.IsDone)
                results.Add(EventProgress.Step(claimed, result, now));
        }

        results.Add(Progress(claimed, givenUp));
    }

    private EventProgress Progress(ClaimedEvent claimed, IReadOnlyList<GivenUp> givenUp) =>
        new(claimed, claimed.Process.Status, [.. claimed.Process.Results], givenUp, claimed.Process.DueAt, time.Now());
}
