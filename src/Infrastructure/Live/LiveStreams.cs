using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

internal sealed partial class LiveStreams(
    CatchUp catchUp, LiveHub hub, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LiveStreams> logger)
    : ILiveStreams
{
    private static readonly Action<object?> ClientLeft = static subscriber => ((Subscriber?)subscriber)?.Outbox.Close(StreamEnd.ClientLeft);
    private static readonly Action<object?> Stopping = static subscriber => ((Subscriber?)subscriber)?.Outbox.Close(StreamEnd.ServerStopping);

    public ILiveStream Open(LiveSelection selection, Principal caller, LiveStart start, TaskStart? task = null) =>
        new Stream(this, selection, caller, start, task);

    public ILiveSocket OpenSocket(SocketOpening opening, ILiveOutput output)
    {
        var selection = new LiveSelection(opening.Caller, opening.Access, []);
        var subscriber = Subscribe(selection, opening.Caller, opening.From, output, LiveForm.WebSocket, endsWithTask: false);
        if (hub.Join(subscriber) is null)
            subscriber.Outbox.Close(StreamEnd.Failed);

        var stopping = lifetime.ApplicationStopping.UnsafeRegister(Stopping, subscriber);
        subscriber.Outbox.Release();
        return new LiveSocket(subscriber, hub, catchUp, stopping);
    }

    private Subscriber Subscribe(
        LiveSelection selection, Principal caller, Position from, ILiveOutput output, LiveForm form, bool endsWithTask)
    {
        var now = time.GetUtcNow();
        var subscriber = new Subscriber(selection, caller, from, output, form, options.Value.QueueLength, hub.Leave)
        {
            NextCheck = StreamWatch.NextCheck(now),
            EndsWithTask = endsWithTask,
        };
        subscriber.Outbox.LastSent = now.UtcTicks;
        return subscriber;
    }

    private async Task Run(Stream stream, ILiveOutput output, CancellationToken cancellationToken)
    {
        var subscriber = Subscribe(
            stream.Selection, stream.Caller, stream.Start.Position, output, LiveForm.ServerSentEvents, endsWithTask: stream.Task is not null);

        await using var left = cancellationToken.UnsafeRegister(ClientLeft, subscriber);
        await using var stopped = lifetime.ApplicationStopping.UnsafeRegister(Stopping, subscriber);
        await Begin(stream, subscriber, cancellationToken); // apart, so that nothing of it is held while the stream is open
        await subscriber.Outbox.Ended;
    }

    private async Task Begin(Stream stream, Subscriber subscriber, CancellationToken cancellationToken)
    {
        var outbox = subscriber.Outbox;
        try
        {
            await outbox.Write(Frames.Preamble(stream.Start, withPosition: stream.Task?.AfterSeq is null));
            if (await GoLive(stream, subscriber, cancellationToken))
                outbox.CloseWhenSent();
        }
        catch (Exception exception)
        {
            if (!outbox.IsClosed)
                LogFailed(logger, exception);

            outbox.Close(StreamEnd.Failed);
        }

        outbox.Release();
    }

    /// <returns>Whether there is nothing to wait for, as its task has ended.</returns>
    private async Task<bool> GoLive(Stream stream, Subscriber subscriber, CancellationToken cancellationToken)
    {
        var (outbox, form) = (subscriber.Outbox, LiveForm.ServerSentEvents);
        var reached = await catchUp.Begin(subscriber.Selection, form, stream.Start, stream.Task, outbox.Write, cancellationToken);
        if (stream.Task?.AfterSeq is not null)
            await outbox.Write(Frames.At(reached.Position));

        if (reached.HasEnded && subscriber.EndsWithTask)
            return true;

        subscriber.From = reached.Position;
        if (hub.Join(subscriber) is not { } joined)
            outbox.Close(StreamEnd.Failed);
        else if (joined.IsAfter(subscriber.From))
            reached = await catchUp.Replay(subscriber.Selection, form, subscriber.From, joined, outbox.Write, cancellationToken);

        return reached.HasEnded && subscriber.EndsWithTask;
    }

    [LoggerMessage(1, LogLevel.Warning, "A stream ended while it caught up")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Stream(LiveStreams owner, LiveSelection selection, Principal caller, LiveStart start, TaskStart? task) : ILiveStream
    {
        public LiveSelection Selection => selection;

        public Principal Caller => caller;

        public LiveStart Start => start;

        public TaskStart? Task => task;

        public System.Threading.Tasks.Task Run(ILiveOutput output, CancellationToken cancellationToken) => owner.Run(this, output, cancellationToken);
    }
}
