using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// Decides who writes to one connection, and keeps what waits for it. One at a time has the turn; it writes nothing itself. The turn
/// begins with the request that opened the connection.
/// </summary>
internal sealed class OutboxLine(int length)
{
    private readonly Lock _gate = new();
    private Queue<Waiting>? _queue;
    private int _queued;
    private TaskCompletionSource<bool>? _turn;
    private bool _isTurnNext;
    private bool _isLastQueued;
    private long _pendingSince = 1; // what is written in turn has a patience of its own
    private bool _isBusy = true;
    private bool _isClosed;

    /// <summary>Why it was closed.</summary>
    public StreamEnd End { get; private set; }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>UTC ticks of the message whose write is pending since; 1 while somebody has taken the turn, 0 when nothing is pending.</summary>
    public long PendingSince => Volatile.Read(ref _pendingSince);

    /// <summary>Whether so many messages would not fit any more.</summary>
    public bool IsCrowded(int messages) => Volatile.Read(ref _queued) > length - messages;

    public OutboxOffer Offer(ReadOnlyMemory<byte> bytes, int messages)
    {
        lock (_gate)
        {
            if (_isClosed || _isLastQueued)
                return OutboxOffer.Ignored;

            if (!_isBusy)
            {
                _isBusy = true;
                return OutboxOffer.Write;
            }

            if (_queued + messages > length)
                return OutboxOffer.Full;

            (_queue ??= new Queue<Waiting>()).Enqueue(new(bytes, messages));
            _queued += messages;
            return OutboxOffer.Queued;
        }
    }

    /// <summary>The turn, once everything that waits now is written; false when closed.</summary>
    public Task<bool> Take()
    {
        lock (_gate)
        {
            if (_isClosed)
                return Task.FromResult(false);

            if (_isBusy)
            {
                _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _isTurnNext = _queue is null;
                return _turn.Task;
            }

            (_isBusy, _pendingSince) = (true, 1);
            return Task.FromResult(true);
        }
    }

    /// <summary>Ends the caller's write or turn.</summary>
    public OutboxNext Next(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        lock (_gate)
        {
            _pendingSince = 0;
            if (!_isClosed && _turn is { } turn && (_isTurnNext || _queue is null))
            {
                (_turn, _pendingSince) = (null, 1);
                turn.TrySetResult(true);
                return OutboxNext.Nothing;
            }

            if (!_isClosed && _queue is { } queue)
            {
                bytes = queue.Count == 1 ? queue.Dequeue().Bytes : Frames.Join([.. queue.Select(waiting => waiting.Bytes)]);
                (_queue, _queued) = (null, 0);
                _isTurnNext = true; // whoever waits for a turn has only to see these go
                return OutboxNext.Write;
            }

            _isBusy = false;
            return _isClosed ? OutboxNext.Ended : _isLastQueued ? OutboxNext.Finished : OutboxNext.Nothing;
        }
    }

    /// <summary>Notes that a write did not end at once; false when the line was closed meanwhile.</summary>
    public bool TryWait(long since)
    {
        lock (_gate)
        {
            _pendingSince = since;
            return !_isClosed;
        }
    }

    /// <summary>Takes nothing more; true when nothing waits either.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            _isLastQueued = true;
            return !_isBusy;
        }
    }

    /// <summary>Lets go of everything that waits; null when that was done already.</summary>
    public (bool IsIdle, bool IsPending)? Close(StreamEnd end)
    {
        lock (_gate)
        {
            if (_isClosed)
                return null;

            (_isClosed, End, _queue) = (true, end, null);
            _turn?.TrySetResult(false);
            return (!_isBusy, _pendingSince != 0);
        }
    }

    private readonly record struct Waiting(ReadOnlyMemory<byte> Bytes, int Messages);
}
