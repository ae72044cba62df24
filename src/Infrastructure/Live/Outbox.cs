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

    private readonly OutboxLine _line = new(queueLength);
    private readonly TaskCompletionSource<StreamEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveForm Form => form;

    /// <summary>Ends when it is closed and nobody writes to the output any more.</summary>
    public Task<StreamEnd> Ended => _ended.Task;

    public bool IsClosed => _line.IsClosed;

    /// <summary>UTC ticks of the last message.</summary>
    public long LastSent { get; set; }

    /// <summary>UTC ticks of the message whose write is pending since; 0 when none is.</summary>
    public long PendingSince => _line.PendingSince;

    /// <summary>Whether so many messages would not fit any more.</summary>
    public bool IsCrowded(int messages) => _line.IsCrowded(messages);

    /// <summary>Sends, or queues behind what is pending; false when there is no room and the connection was let go for it.</summary>
    public bool Send(ReadOnlyMemory<byte> bytes, int messages, long now)
    {
        var offer = _line.Offer(bytes, messages);
        if (offer is OutboxOffer.Full)
        {
            Close(StreamEnd.TooSlow, cut: true);
            return false;
        }

        if (offer is not OutboxOffer.Ignored)
            LastSent = now;

        if (offer is OutboxOffer.Write)
            WriteOn(bytes);

        return true;
    }

    /// <summary>Waits until everything sent so far is written, and keeps others from writing until Release; false when closed.</summary>
    public Task<bool> Take() => _line.Take();

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
        if (_line.Close(end) is not var (isIdle, isPending))
            return;

        if (cut || isPending)
            output.Abort();

        if (isIdle)
            _ended.TrySetResult(end);

        closed();
    }

    /// <summary>Closes once everything sent so far is written; takes nothing more.</summary>
    public void CloseWhenSent()
    {
        if (_line.Stop())
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
        if (!_line.TryWait(LastSent))
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
        var next = _line.Next(out bytes);
        if (next is OutboxNext.Ended)
            _ended.TrySetResult(_line.End);
        else if (next is OutboxNext.Finished)
            Close(StreamEnd.Finished);

        return next is OutboxNext.Write;
    }
}
