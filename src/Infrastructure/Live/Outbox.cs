using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// What waits for one connection. Whoever finds it idle writes at once; while a write is pending, messages wait in a bounded queue.
/// So writes never overlap, and a client that does not read holds up nobody. It begins busy: until the first <see cref="Release"/>
/// it belongs to its request, which writes what came before.
/// </summary>
internal sealed class Outbox(ILiveOutput output, LiveForm form, int queueLength, Action closed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<StreamEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queue<Waiting>? _queue;
    private int _queued;
    private TaskCompletionSource<bool>? _turn;
    private bool _isTurnNext;
    private bool _isLastQueued;
    private long _pendingSince = 1; // what is written in turn has a patience of its own
    private bool _isBusy = true;
    private bool _isClosed;
    private StreamEnd _end;

    public LiveForm Form => form;

    /// <summary>Ends when it is closed and nobody writes to the output any more.</summary>
    public Task<StreamEnd> Ended => _ended.Task;

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>UTC ticks of the last message.</summary>
    public long LastSent { get; set; }

    /// <summary>UTC ticks of the message whose write is pending since; 0 when none is.</summary>
    public long PendingSince => Volatile.Read(ref _pendingSince);

    /// <summary>Whether so many messages would not fit any more.</summary>
    public bool IsCrowded(int messages) => Volatile.Read(ref _queued) > queueLength - messages;

    /// <summary>Sends, or queues behind what is pending; false when there is no room and the connection was let go for it.</summary>
    public bool Send(ReadOnlyMemory<byte> bytes, int messages, long now)
    {
        bool isFull;
        lock (_gate)
        {
            if (_isClosed || _isLastQueued)
                return true;

            LastSent = now;
            isFull = _isBusy && _queued + messages > queueLength;
            if (_isBusy && !isFull)
            {
                (_queue ??= new Queue<Waiting>()).Enqueue(new(bytes, messages));
                _queued += messages;
                return true;
            }

            _isBusy = true;
        }

        if (isFull)
            Close(StreamEnd.TooSlow, cut: true);
        else
            WriteOn(bytes);

        return !isFull;
    }

    /// <summary>Waits until everything sent so far is written, and keeps others from writing until Release; false when closed.</summary>
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

    /// <summary>Ends the turn: from here on whoever has a message writes it. Also to be called when closed.</summary>
    public void Release()
    {
        if (TakeNext(out var bytes))
            WriteOn(bytes);
    }

    /// <summary>Writes in the caller's turn. A client that takes nothing for long is cut.</summary>
    public async ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        var write = output.Write(bytes);
        if (write.IsCompletedSuccessfully)
            return;

        using var patience = new CancellationTokenSource(Patience);
        await using var end = patience.Token.UnsafeRegister(static outbox => ((Outbox?)outbox)?.Close(StreamEnd.TooSlow, cut: true), this);
        await write;
    }

    /// <param name="cut">Breaks the connection instead of ending it in order; done anyway while a write is pending.</param>
    public void Close(StreamEnd end, bool cut = false)
    {
        bool isIdle;
        lock (_gate)
        {
            if (_isClosed)
                return;

            (_isClosed, _end, _queue) = (true, end, null);
            isIdle = !_isBusy;
            cut |= _pendingSince != 0;
            _turn?.TrySetResult(false);
        }

        if (cut)
            output.Abort();

        if (isIdle)
            _ended.TrySetResult(end);

        closed();
    }

    /// <summary>Closes once everything sent so far is written; takes nothing more.</summary>
    public void CloseWhenSent()
    {
        lock (_gate)
        {
            _isLastQueued = true;
            if (_isBusy)
                return;
        }

        Close(StreamEnd.Finished);
    }

    private void WriteOn(ReadOnlyMemory<byte> bytes)
    {
        do
        {
            var write = Begin(bytes);
            if (!write.IsCompletedSuccessfully)
            {
                _ = Finish(write); // never throws; Ended waits for it
                return;
            }
        }
        while (TakeNext(out bytes));
    }

    private ValueTask Begin(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return output.Write(bytes);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    private async Task Finish(ValueTask write)
    {
        bool isClosed;
        lock (_gate)
        {
            _pendingSince = LastSent;
            isClosed = _isClosed;
        }

        if (isClosed)
            output.Abort();

        try
        {
            await write;
        }
        catch (Exception)
        {
            Close(StreamEnd.ClientLeft, cut: true); // whatever it was, this client is gone
        }

        Release();
    }

    private bool TakeNext(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        bool isClosed;
        lock (_gate)
        {
            _pendingSince = 0;
            if (!_isClosed && _turn is { } turn && (_isTurnNext || _queue is null))
            {
                (_turn, _pendingSince) = (null, 1);
                turn.TrySetResult(true);
                return false;
            }

            if (!_isClosed && _queue is { } queue)
            {
                bytes = queue.Count == 1 ? queue.Dequeue().Bytes : Frames.Join([.. queue.Select(waiting => waiting.Bytes)]);
                (_queue, _queued) = (null, 0);
                _isTurnNext = true; // whoever waits for a turn has only to see these go
                return true;
            }

            _isBusy = false;
            isClosed = _isClosed;
        }

        if (isClosed)
            _ended.TrySetResult(_end);
        else if (_isLastQueued)
            Close(StreamEnd.Finished);

        return false;
    }

    private readonly record struct Waiting(ReadOnlyMemory<byte> Bytes, int Messages);
}
