using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// The live subscribers of this process and the position they stand at. Joining and leaving only leave a note under a short lock;
/// whoever delivers takes the notes over together with the next batch, so a subscriber gets every row after the position it joined at.
/// </summary>
internal sealed class LiveHub(IOptions<StreamOptions> options, TimeProvider time, LiveMetrics metrics) : IDisposable
{
    private readonly Lock _gate = new(); // notes and position
    private readonly Lock _delivery = new(); // the index; taken before the gate
    private readonly LiveIndex _index = new();
    private readonly List<Subscriber> _ahead = [];
    private List<Subscriber> _joined = [];
    private List<Subscriber> _left = [];
    private Position _position;
    private int _count;

    /// <summary>How many rows one delivery may hold, so that a subscriber with a pending write has room for more than one.</summary>
    public int BatchSize { get; } = Math.Clamp(options.Value.QueueLength / 2, 1, 128);

    /// <summary>Wakes the tailer.</summary>
    public Wake Wake { get; } = new();

    /// <summary>Where the log has to be read on from; null while nobody listens.</summary>
    public Position? Position
    {
        get
        {
            lock (_gate)
                return _count > 0 ? _position : null;
        }
    }

    /// <summary>
    /// Makes the subscriber live. It gets every row after the returned position and after its own; what lies between its own and the
    /// returned one is its request's to replay. Null when its position is of another epoch, or it is closed already.
    /// </summary>
    public Position? Join(Subscriber subscriber)
    {
        Position position;
        lock (_gate)
        {
            if (_count == 0 && (_position.Epoch != subscriber.From.Epoch || subscriber.From.IsAfter(_position)))
                _position = subscriber.From; // nobody needs the rows before

            if (_position.Epoch != subscriber.From.Epoch || subscriber.IsClosed)
                return null;

            position = _position;
            _joined.Add(subscriber);
            _count++;
            subscriber.IsJoined = true;
        }

        metrics.Joined();
        Wake.Set();
        return position;
    }

    public void Leave(Subscriber subscriber)
    {
        lock (_gate)
        {
            if (!subscriber.IsJoined)
                return;

            _left.Add(subscriber);
            _count--;
        }

        metrics.Left();
    }

    /// <summary>Delivers rows that were read on from a position; ignored when the position has moved on meanwhile.</summary>
    /// <returns>Whether some subscriber has no room for another full batch.</returns>
    public bool Deliver(Position after, LogPage page)
    {
        lock (_delivery)
        {
            if (!TakeNotes(after, page.End))
                return false;

            var now = time.GetUtcNow();
            var isCrowded = false;
            _index.Deliver(page.Rows, (view, bytes, messages) =>
            {
                foreach (var subscriber in view.Subscribers)
                {
                    if (!subscriber.Send(bytes, messages, now.UtcTicks))
                        metrics.Dropped();

                    isCrowded |= subscriber.IsCrowded(BatchSize);
                }
            });

            DeliverAhead(page, now.UtcTicks);
            if (page.Rows is [.., var last])
                metrics.Delivered(now - last.CreatedAt);

            return isCrowded;
        }
    }

    public bool IsCrowded()
    {
        lock (_delivery)
            return _index.All.Any(subscriber => subscriber.IsCrowded(BatchSize) && !subscriber.IsClosed);
    }

    /// <summary>Visits every subscriber between two deliveries.</summary>
    public void ForEach(Action<Subscriber> visit)
    {
        lock (_delivery)
        {
            TakeNotes(null, null);
            foreach (var subscriber in _index.All)
                visit(subscriber);
        }
    }

    /// <summary>Ends every stream: their positions belong to another epoch.</summary>
    public void CloseAll()
    {
        ForEach(subscriber => subscriber.Close());
        lock (_delivery)
            _ahead.ForEach(subscriber => subscriber.Close());
    }

    public void Dispose() => Wake.Dispose();

    private bool TakeNotes(Position? expected, Position? next)
    {
        List<Subscriber> joined, left;
        lock (_gate)
        {
            if (expected is { } position && position != _position)
                return false;

            (joined, _joined) = (_joined, []);
            (left, _left) = (_left, []);
            _ahead.AddRange(joined.Where(subscriber => subscriber.From.IsAfter(_position)));
            _position = next ?? _position;
        }

        foreach (var subscriber in joined.Except(_ahead))
            _index.Add(subscriber);

        foreach (var subscriber in left)
        {
            _index.Remove(subscriber);
            _ahead.Remove(subscriber);
        }

        return true;
    }

    // They come from a process that has read further: of this batch they get only what lies after their own position.
    private void DeliverAhead(LogPage page, long now)
    {
        foreach (var subscriber in _ahead.Where(subscriber => !subscriber.From.IsAfter(page.End)).ToList())
        {
            List<LiveEvent> rows = [.. page.Rows.Where(row => row.Position.IsAfter(subscriber.From) && subscriber.Selection.Includes(row))];
            if (rows.Count > 0 && !subscriber.Send(Frames.Join(rows), rows.Count, now))
                metrics.Dropped();

            _ahead.Remove(subscriber);
            _index.Add(subscriber);
        }
    }
}
