using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// One subscriber whose selection grows and shrinks. A topic is caught up with while the others go on; only the last step, from where
/// its replay ended to where it becomes live, holds the rest back.
/// </summary>
internal sealed class LiveSocket(Subscriber subscriber, LiveHub hub, CatchUp catchUp, IDisposable stopping) : ILiveSocket
{
    private LiveSelection _selection = subscriber.Selection; // as it will be; the subscriber's own follows with the next delivery

    public Task<StreamEnd> Ended { get; } = End(subscriber, stopping);

    public int Subscriptions => _selection.Topics.Count;

    public bool Follows(string topic) => _selection.Has(topic);

    public async Task<bool> Send(ReadOnlyMemory<byte> frame)
    {
        if (!await subscriber.Outbox.Take())
            return false;

        await WriteAndRelease(frame);
        return true;
    }

    public async Task Subscribe(TopicStart start, ReadOnlyMemory<byte> acknowledgement, CancellationToken cancellationToken)
    {
        if (_selection.Has(start.Topic))
            await Unsubscribe(start.Topic, cancellationToken); // begins anew, from where it asks

        await Send(acknowledgement);
        if (start.Start.Reset is { } reason)
            await Send(Frames.Reset(start.Topic, reason, start.Start.Position));

        var known = start.Start.IsResumed ? [] : start.Known;
        var reached = await catchUp.Begin(
            _selection.Only(start.Topic, known), LiveForm.WebSocket, start.Start, start.Task, async bytes => await Send(bytes), cancellationToken);
        await GoLive(start.Topic, known, reached.Position, cancellationToken);
    }

    public async Task Unsubscribe(string topic, CancellationToken cancellationToken)
    {
        if (!_selection.Has(topic))
            return;

        _selection = _selection.Except(topic);
        if (hub.Change(subscriber, _selection) is { } change)
            await change.Taken.WaitAsync(cancellationToken);
    }

    public void Close(StreamEnd end) => subscriber.Outbox.Close(end);

    private async Task GoLive(string topic, IReadOnlyList<long> known, Position reached, CancellationToken cancellationToken)
    {
        await hub.Reached(reached).WaitAsync(cancellationToken); // or rows up to there would come again
        if (!await subscriber.Outbox.Take())
            return;

        try
        {
            _selection = _selection.With(topic, known);
            if (hub.Change(subscriber, _selection) is { From: var from } && from.IsAfter(reached))
                await catchUp.Replay(_selection.Only(topic, known), LiveForm.WebSocket, reached, from, subscriber.Outbox.Write, cancellationToken);
        }
        finally
        {
            subscriber.Outbox.Release();
        }
    }

    private async Task WriteAndRelease(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await subscriber.Outbox.Write(frame);
        }
        finally
        {
            subscriber.Outbox.Release();
        }
    }

    private static async Task<StreamEnd> End(Subscriber subscriber, IDisposable stopping)
    {
        var end = await subscriber.Outbox.Ended;
        stopping.Dispose();
        return end;
    }
}
