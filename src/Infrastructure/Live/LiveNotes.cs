using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Something that the next delivery has to take into account.</summary>
/// <param name="Taken">Completes when it did.</param>
internal sealed record LiveNote(Subscriber Subscriber, LiveNoteKind Kind, LiveSelection? Selection = null, TaskCompletionSource? Taken = null);

internal enum LiveNoteKind
{
    Joined,
    Changed,
    Left,
}

/// <summary>
/// The position that this process has delivered up to, and who came and went since. Everything here is quick and under one lock, so
/// that nobody who joins or leaves waits for a delivery.
/// </summary>
internal sealed class LiveNotes
{
    private readonly Lock _gate = new();
    private readonly List<(Position Position, TaskCompletionSource Reached)> _awaited = [];
    private List<LiveNote> _notes = [];
    private Position _position;
    private int _count;

    /// <summary>Where the log has to be read on from; null while nobody listens.</summary>
    public Position? Position
    {
        get
        {
            lock (_gate)
                return _count > 0 ? _position : null;
        }
    }

    /// <summary>The position it joined at; null when its own is of another epoch, or it is closed already.</summary>
    public Position? Join(Subscriber subscriber)
    {
        lock (_gate)
        {
            if (_count == 0 && (_position.Epoch != subscriber.From.Epoch || subscriber.From.IsAfter(_position)))
                _position = subscriber.From; // nobody needs the rows before

            if (_position.Epoch != subscriber.From.Epoch || subscriber.Outbox.IsClosed)
                return null;

            _notes.Add(new(subscriber, LiveNoteKind.Joined));
            _count++;
            subscriber.IsJoined = true;
            return _position;
        }
    }

    /// <summary>The position after which the new selection decides; null when the subscriber is closed.</summary>
    public (Position From, Task Taken)? Change(Subscriber subscriber, LiveSelection selection)
    {
        lock (_gate)
        {
            if (subscriber.Outbox.IsClosed)
                return null;

            var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _notes.Add(new(subscriber, LiveNoteKind.Changed, selection, taken));
            return (_position, taken.Task);
        }
    }

    public bool Leave(Subscriber subscriber)
    {
        lock (_gate)
        {
            if (!subscriber.IsJoined)
                return false;

            _notes.Add(new(subscriber, LiveNoteKind.Left));
            _count--;
            return true;
        }
    }

    /// <summary>Completes when everything up to the position has been delivered.</summary>
    public Task Reached(Position position)
    {
        lock (_gate)
        {
            if (!position.IsAfter(_position))
                return Task.CompletedTask;

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((position, reached));
            return reached.Task;
        }
    }

    public IReadOnlyList<LiveNote> Take()
    {
        lock (_gate)
        {
            if (_notes.Count == 0)
                return [];

            var notes = _notes;
            _notes = [];
            return notes;
        }
    }

    /// <summary>Moves on when nothing is left to take; null when the position is not the expected one any more.</summary>
    public bool? TryMove(Position expected, Position next)
    {
        lock (_gate)
        {
            if (_position != expected)
                return null;

            if (_notes.Count > 0)
                return false;

            _position = next;
            return true;
        }
    }

    /// <summary>Tells those who waited for it that the position has been delivered.</summary>
    public void Announce()
    {
        lock (_gate)
        {
            _awaited.RemoveAll(one => !one.Position.IsAfter(_position) && one.Reached.TrySetResult());
        }
    }
}
