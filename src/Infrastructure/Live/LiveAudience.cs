using Hivemind.Application.Live;
using Hivemind.Application.People;

namespace Hivemind.Infrastructure.Live;

/// <summary>Who is live, and what each of them is sent. Not for several threads at once.</summary>
internal sealed class LiveAudience(int batchSize, LiveMetrics metrics)
{
    private readonly LiveIndex _index = new();
    private readonly List<Subscriber> _ahead = [];

    /// <summary>Those who stand where this process stands.</summary>
    public IEnumerable<Subscriber> Live => _index.All;

    public IEnumerable<Subscriber> All => _index.All.Concat(_ahead);

    /// <summary>Somebody has no room for another full batch.</summary>
    public bool IsCrowded => _index.All.Any(subscriber => subscriber.Outbox.IsCrowded(batchSize) && !subscriber.Outbox.IsClosed);

    /// <summary>Whether somebody may want the row, before its text is known.</summary>
    public bool Concerns(LiveEvent row) => _ahead.Count > 0 || _index.Concerns(row);

    /// <summary>Takes over who came, changed and left.</summary>
    public void Take(LiveNotes notes)
    {
        foreach (var note in notes.Take())
        {
            var subscriber = note.Subscriber;
            var isAhead = note.Kind is not LiveNoteKind.Joined && _ahead.Remove(subscriber);
            if (note.Kind is not LiveNoteKind.Joined && !isAhead)
                _index.Remove(subscriber);

            subscriber.Selection = note.Selection ?? subscriber.Selection;
            if (note.Kind is not LiveNoteKind.Left)
                Place(subscriber, isAhead || (notes.Position is { } position && subscriber.From.IsAfter(position)));

            note.Taken?.TrySetResult();
        }
    }

    /// <summary>Sends the rows to whom they concern; true when somebody has no room for another full batch.</summary>
    public bool Send(LogPage page, DateTimeOffset now)
    {
        var isCrowded = false;
        _index.Deliver(page.Rows, (view, rows, bytes) =>
        {
            foreach (var subscriber in view.Subscribers)
            {
                if (!subscriber.Send(rows, bytes, now.UtcTicks))
                    metrics.Dropped();

                isCrowded |= subscriber.Outbox.IsCrowded(batchSize);
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

    private void Place(Subscriber subscriber, bool isAhead)
    {
        if (isAhead)
            _ahead.Add(subscriber);
        else
            _index.Add(subscriber);
    }
}
