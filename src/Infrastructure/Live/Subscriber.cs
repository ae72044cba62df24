using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// One open stream. Whoever finds it idle writes at once; while a write is pending, or the stream still catches up, messages wait in
/// a bounded queue. So writes never overlap, and a client that does not read holds up nobody.
/// </summary>
internal sealed class Subscriber(
    LiveSelection selection, Principal principal, ILiveOutput output, Position from, int queueLength, Action<Subscriber> left)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queue<Waiting>? _queue;
    private int _queued;
    private long _pendingSince = 1; // until Release it belongs to its request, which writes what came before
    private bool _isBusy = true;
    private bool _isClosed;

    public LiveSelection Selection { get; set; } = selection;

    public Principal Principal => principal;

    /// <summary>What it was given before it joined reaches up to here.</summary>
    public Position From { get; set; } = from;

    /// <summary>Ends when the stream is closed and nobody writes to its output any more.</summary>
    public Task Ended => _ended.Task;

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>UTC ticks of the last message, and of the next look at its credential.</summary>
    public long LastSent { get; set; }

    public long NextCheck { get; set; }

    /// <summary>UTC ticks of the message whose write is pending since; 0 when none is.</summary>
    public long PendingSince => Volatile.Read(ref _pendingSince);

    /// <summary>Set by the hub, as is where the index keeps it.</summary>
    public bool IsJoined { get; set; }

    public LiveView? View { get; set; }

    public int Slot { get; set; }

    /// <summary>Whether so many messages would not fit any more.</summary>
    public bool IsCrowded(int messages) => Volatile.Read(ref _queued) > queueLength - messages;

    /// <summary>Sends, or queues behind what is pending; false when there is no room and the stream was cut for it.</summary>
    public bool Send(ReadOnlyMemory<byte> bytes, int messages, long now)
    {
        bool isFull;
        lock (_gate)
        {
            if (_isClosed)
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
            Close(cut: true);
        else
            WriteOn(bytes);

        return !isFull;
    }

    /// <summary>Ends the catching up: from here on whoever has a message writes it. To be called once, also when closed.</summary>
    public void Release()
    {
        if (TakeNext(out var bytes))
            WriteOn(bytes);
    }

    /// <param name="cut">Breaks the connection instead of ending the response; done anyway while a write is pending.</param>
    public void Close(bool cut = false)
    {
        bool isIdle;
        lock (_gate)
        {
            if (_isClosed)
                return;

            _isClosed = true;
            _queue = null;
            isIdle = !_isBusy;
            cut |= _pendingSince != 0;
        }

        if (cut)
            output.Abort();

        if (isIdle)
            _ended.TrySetResult();

        left(this);
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
            Close(cut: true); // whatever it was, this client is gone
        }

        Release();
    }

    private bool TakeNext(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            _pendingSince = 0;
            _queued = 0;
            if (_queue is { Count: > 0 } queue && !_isClosed)
            {
                bytes = queue.Count == 1 ? queue.Dequeue().Bytes : Frames.Join(queue.Select(waiting => waiting.Bytes));
                _queue = null;
                return true;
            }

            bytes = default;
            _isBusy = false;
            if (!_isClosed)
                return false;
        }

        _ended.TrySetResult();
        return false;
    }

    private readonly record struct Waiting(ReadOnlyMemory<byte> Bytes, int Messages);
}
