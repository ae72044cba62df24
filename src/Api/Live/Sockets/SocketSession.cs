using System.Buffers;
using System.Net.WebSockets;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Work.Chat;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Live.Sockets;

/// <summary>Reads what a client says and answers. One message is handled while the next one is read, so that pongs are heard meanwhile.</summary>
internal sealed partial class SocketSession(WebSocket socket, ILiveSocket live, SocketRequests requests, TimeProvider time, ILogger logger)
{
    public const int MaxMessageBytes = 64 * 1024;
    public const int MaxSubscriptions = 200;

    private CancellationToken _ended;

    /// <summary>Ends with the connection. The code to close with; null when the client closed.</summary>
    public async Task<int?> Receive()
    {
        var ended = new CancellationTokenSource();
        _ended = ended.Token;
        _ = live.Ended.ContinueWith(_ => ended.CancelAsync(), TaskScheduler.Default);
        var handling = Task.CompletedTask;
        try
        {
            while (await Read() is { } message)
            {
                await handling;
                if (message.Length > MaxMessageBytes)
                    return SocketClose.TooLarge;

                handling = Handle(message);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
        }

        await ended.CancelAsync();
        await handling;
        return null;
    }

    /// <returns>Null when the client has closed. No buffer is held while nothing comes.</returns>
    private async Task<byte[]?> Read()
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (first.MessageType is WebSocketMessageType.Close)
            return null;

        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessageBytes + 1);
        try
        {
            var (length, isWhole) = (0, first.EndOfMessage);
            while (!isWhole && length <= MaxMessageBytes)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length, MaxMessageBytes + 1 - length), CancellationToken.None);
                if (part.MessageType is WebSocketMessageType.Close)
                    return null;

                (length, isWhole) = (length + part.Count, part.EndOfMessage);
            }

            return buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task Handle(byte[] message)
    {
        ClientMessage? asked = null;
        try
        {
            asked = ClientMessage.Parse(message);
            await Handle(asked);
        }
        catch (HivemindException refusal)
        {
            await Answer(SocketAnswers.Error(refusal, asked ?? ClientMessage.RefOf(message)));
        }
        catch (Exception exception) when (!_ended.IsCancellationRequested)
        {
            LogFailed(logger, exception, asked?.Type);
            await Answer(SocketAnswers.Error(new HivemindException(ErrorCode.Internal, "Something went wrong on our side."), asked));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Handle(ClientMessage asked)
    {
        switch (asked.Type)
        {
            case "subscribe":
                await Subscribe(asked);
                break;
            case "unsubscribe":
                await live.Unsubscribe(FollowTopic.TopicOf(asked.Channel), _ended);
                await Answer(SocketAnswers.Unsubscribed(asked));
                break;
            case "ping":
                await Answer(SocketAnswers.Pong(asked, time.Now()));
                break;
            case "chat_message":
                await Stored(asked, await requests.Send(new CreateMessage(Needed(asked.ConversationId, "conversation_id"), asked.Content ?? ""), _ended));
                break;
            case "task_chat_message":
                await Stored(asked, await requests.Send(new SendTaskMessage(Needed(asked.TaskId, "task_id"), asked.Message ?? ""), _ended));
                break;
            default:
                throw new ValidationFailedException("type", "One of: subscribe, unsubscribe, ping, chat_message, task_chat_message.");
        }
    }

    private async Task Subscribe(ClientMessage asked)
    {
        if (live.Subscriptions >= MaxSubscriptions && !live.Follows(FollowTopic.TopicOf(asked.Channel)))
            throw RuleException.RateLimited($"A socket has at most {MaxSubscriptions} subscriptions.", 60);

        var start = await requests.Send(new FollowTopic(asked.Channel, asked.After), _ended);
        await live.Subscribe(start, SocketAnswers.Subscribed(asked, start), _ended);
    }

    // Whoever subscribed hears the message itself; only who wants to know is told that it is stored.
    private Task Stored(ClientMessage asked, MessageView message) =>
        asked.Ref is null ? Task.CompletedTask : Answer(SocketAnswers.Stored(asked, message));

    private static Guid Needed(Guid? id, string member) => id ?? throw new ValidationFailedException(member, $"{member} is needed.");

    private Task<bool> Answer(ReadOnlyMemory<byte> frame) => live.Send(frame);

    [LoggerMessage(1, LogLevel.Error, "A message of type {Type} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string? type);
}
