using Hivemind.Application.Live;
using Hivemind.Application.People;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// The live subscribers of this process. Joining, leaving and changing only leave a note; whoever delivers takes the notes over before
/// the next batch, so a subscriber gets every row after the position that its note was left at.
/// </summary>
internal sealed class LiveHub(IOptions<StreamOptions> options, TimeProvider time, LiveMetrics metrics) : IDisposable
{
    private readonly Lock _delivery = new(); // the index; taken before the lock of the notes
    private readonly LiveNotes _notes = new();
    private readonly LiveIndex _index = new();
    private readonly List<Subscriber> _ahead = [];

    /// <summary>How many rows one delivery may hold, so that a subscriber with a pending write has room for more than one.</summary>
    public int BatchSize { get; } = Math.Clamp(options.Value.QueueLength / 2, 1, 128);

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
                TakeNotes();
                IReadOnlyList<LiveEvent> lacking = [.. page.Rows.Where(row => row.LacksText && (_ahead.Count > 0 || _index.Concerns(row)))];
                if (lacking.Count > 0)
                    return new(false, lacking);

                hasMoved = _notes.TryMove(after, page.End);
            }
            while (hasMoved is false);

            var isCrowded = hasMoved is true && Send(page);
            _notes.Announce();
            return new(isCrowded, []);
        }
    }

    public bool IsCrowded()
    {
        lock (_delivery)
            return _index.All.Any(subscriber => subscriber.Outbox.IsCrowded(BatchSize) && !subscriber.Outbox.IsClosed);
    }

    /// <summary>Visits every subscriber between two deliveries.</summary>
    public void ForEach(Action<Subscriber> visit)
    {
        lock (_delivery)
        {
            TakeNotes();
            foreach (var subscriber in _index.All)
                visit(subscriber);
        }
    }

    /// <summary>Ends every stream: their positions belong to another epoch.</summary>
    public void CloseAll()
    {
        ForEach(subscriber => subscriber.Outbox.Close(StreamEnd.Failed));
        lock (_delivery)
            _ahead.ForEach(subscriber => subscriber.Outbox.Close(StreamEnd.Failed));
    }

    public void Dispose() => Wake.Dispose();

    private bool Send(LogPage page)
    {
        var now = time.GetUtcNow();
        var isCrowded = false;
        _index.Deliver(page.Rows, (view, rows, bytes) =>
        {
            foreach (var subscriber in view.Subscribers)
            {
                if (!subscriber.Send(rows, bytes, now.UtcTicks))
                    metrics.Dropped();

                isCrowded |= subscriber.Outbox.IsCrowded(BatchSize);
            }
        });

        SendAhead(page, now.UtcTicks);
        foreach (var row in page.Rows.Where(row => row.Topic == Topic.Access))
            CheckAtOnce(row.OrgId, AccessNews.ActorOf(row));

        if (page.Rows is [.., var last])
            metrics.Delivered(now - last.CreatedAt);

        return isCrowded;
    }

    // They come from a process that has read further: of this batch they get only what lies after their own position.
    private void SendAhead(LogPage page, long now)
    {
        foreach (var subscriber in _ahead.Where(subscriber => !subscriber.From.IsAfter(page.End)).ToList())
        {
            List<LiveEvent> rows = [.. page.Rows.Where(row => row.Position.IsAfter(subscriber.From) && subscriber.Selection.Includes(row))];
            if (rows.Count > 0 && !subscriber.Send(rows, Frames.Join(rows, subscriber.Outbox.Form), now))
                metrics.Dropped();

            _ahead.Remove(subscriber);
            _index.Add(subscriber);
        }
    }

    private void CheckAtOnce(string orgId, string? actorId)
    {
        foreach (var subscriber in _index.All.Where(subscriber => subscriber.Principal.OrgId == orgId && subscriber.Principal.ActorId == actorId))
            subscriber.NextCheck = 0;
    }

    private void TakeNotes()
    {
        foreach (var note in _notes.Take())
        {
            var subscriber = note.Subscriber;
            var isAhead = note.Kind is not LiveNoteKind.Joined && _ahead.Remove(subscriber);
            if (note.Kind is not LiveNoteKind.Joined && !isAhead)
                _index.Remove(subscriber);

            subscriber.Selection = note.Selection ?? subscriber.Selection;
            if (note.Kind is not LiveNoteKind.Left)
                Place(subscriber, isAhead);

            note.Taken?.TrySetResult();
        }
    }

    private void Place(Subscriber subscriber, bool isAhead)
    {
        if (isAhead || _notes.Position is { } position && subscriber.From.IsAfter(position))
            _ahead.Add(subscriber);
        else
            _index.Add(subscriber);
    }
}

/// <summary>How a delivery went.</summary>
/// <param name="IsCrowded">Some subscriber has no room for another full batch.</param>
/// <param name="Lacking">Nothing was delivered: these rows are wanted and lack their texts.</param>
internal readonly record struct Delivery(bool IsCrowded, IReadOnlyList<LiveEvent> Lacking);
