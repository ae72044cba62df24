using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// The live subscribers of this process. Joining, leaving and changing only leave a note; whoever delivers takes the notes over before
/// the next batch, so a subscriber gets every row after the position that its note was left at.
/// </summary>
internal sealed class LiveHub(IOptions<StreamOptions> options, TimeProvider time, LiveMetrics metrics) : IDisposable
{
    private readonly Lock _delivery = new(); // the audience; taken before the lock of the notes
    private readonly LiveNotes _notes = new();
    private readonly LiveAudience _audience = new(Batch(options), metrics);

    /// <summary>How many rows one delivery may hold, so that a subscriber with a pending write has room for more than one.</summary>
    public int BatchSize { get; } = Batch(options);

    /// <summary>Wakes the tailer.</summary>
    public Wake Wake { get; } = new();

    /// <summary>Where the log has to be read on from; null while nobody listens.</summary>
    public Position? Position => _notes.Position;

    /// <summary>
    /// Makes the subscriber live. It gets every row after the returned position and after its own; what lies between its own and the
    /// returned one is its request's to replay. Null when its position is of another epoch, or it is closed already.
    /// </summary>
    public Position? Join(Subscriber subscriber)
    {
        if (_notes.Join(subscriber) is not { } position)
            return null;

        metrics.Joined();
        Wake.Set();
        return position;
    }

    /// <summary>Changes what a live subscriber sees, from the returned position on; null when it is closed.</summary>
    public (Position From, Task Taken)? Change(Subscriber subscriber, LiveSelection selection)
    {
        var change = _notes.Change(subscriber, selection);
        Wake.Set();
        return change;
    }

    public void Leave(Subscriber subscriber)
    {
        if (_notes.Leave(subscriber))
            metrics.Left();
    }

    /// <summary>Completes when everything up to the position has been delivered.</summary>
    public Task Reached(Position position)
    {
        var reached = _notes.Reached(position);
        if (!reached.IsCompleted)
            Wake.Set();

        return reached;
    }

    /// <summary>Delivers rows that were read on from a position; ignored when the position has moved on meanwhile.</summary>
    public Delivery Deliver(Position after, LogPage page)
    {
        lock (_delivery)
        {
            bool? hasMoved;
            do
            {
                _audience.Take(_notes);
                IReadOnlyList<LiveEvent> lacking = [.. page.Rows.Where(row => row.LacksText && _audience.Concerns(row))];
                if (lacking.Count > 0)
                    return new(false, lacking);

                hasMoved = _notes.TryMove(after, page.End);
            }
            while (hasMoved is false);

            var isCrowded = hasMoved is true && _audience.Send(page, time.GetUtcNow());
            _notes.Announce();
            return new(isCrowded, []);
        }
    }

    public bool IsCrowded()
    {
        lock (_delivery)
            return _audience.IsCrowded;
    }

    /// <summary>Visits every subscriber between two deliveries.</summary>
    public void ForEach(Action<Subscriber> visit)
    {
        lock (_delivery)
        {
            _audience.Take(_notes);
            foreach (var subscriber in _audience.Live)
                visit(subscriber);
        }
    }

    /// <summary>Ends every stream: their positions belong to another epoch.</summary>
    public void CloseAll()
    {
        lock (_delivery)
        {
            _audience.Take(_notes);
            foreach (var subscriber in _audience.All.ToList())
                subscriber.Outbox.Close(StreamEnd.Failed);
        }
    }

    public void Dispose() => Wake.Dispose();

    private static int Batch(IOptions<StreamOptions> options) => Math.Clamp(options.Value.QueueLength / 2, 1, 128);
}

/// <summary>How a delivery went.</summary>
/// <param name="IsCrowded">Some subscriber has no room for another full batch.</param>
/// <param name="Lacking">Nothing was delivered: these rows are wanted and lack their texts.</param>
internal readonly record struct Delivery(bool IsCrowded, IReadOnlyList<LiveEvent> Lacking);
