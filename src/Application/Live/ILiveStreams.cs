using Hivemind.Application.Common;

namespace Hivemind.Application.Live;

/// <summary>Delivers the log to subscribers as it grows: read once per process, encoded once per row.</summary>
public interface ILiveStreams
{
    /// <summary>A stream of server-sent events that is not running yet; it holds no resources before and after <see cref="ILiveStream.Run"/>.</summary>
    /// <param name="task">Set for a stream about one task, which ends with it.</param>
    ILiveStream Open(LiveSelection selection, Principal caller, LiveStart start, TaskStart? task = null);

    /// <summary>A socket without subscriptions yet; what it is given from now on is written to the output.</summary>
    ILiveSocket OpenSocket(SocketOpening opening, ILiveOutput output);
}

/// <summary>The rows that one subscriber may see, from its position on, each once and in order.</summary>
public interface ILiveStream
{
    /// <summary>
    /// Writes to the output until the client leaves, the server stops, the credential ends, or the client falls too far behind.
    /// Nothing is written any more once it has returned.
    /// </summary>
    Task Run(ILiveOutput output, CancellationToken cancellationToken);
}

/// <summary>The subscriptions of one connection. Its methods are called one at a time.</summary>
public interface ILiveSocket
{
    /// <summary>Completes when the socket is let go and nothing is written any more.</summary>
    Task<StreamEnd> Ended { get; }

    int Subscriptions { get; }

    bool Follows(string topic);

    /// <summary>Sends a message behind everything that waits already; false when the socket is closed.</summary>
    Task<bool> Send(ReadOnlyMemory<byte> frame);

    /// <summary>Sends the acknowledgement, then what the subscriber missed, then every row as it comes.</summary>
    Task Subscribe(TopicStart start, ReadOnlyMemory<byte> acknowledgement, CancellationToken cancellationToken);

    /// <summary>Returns when nothing of the topic follows any more but what waits already.</summary>
    Task Unsubscribe(string topic, CancellationToken cancellationToken);

    void Close(StreamEnd end);
}

/// <summary>Where a stream goes. Calls never overlap.</summary>
public interface ILiveOutput
{
    /// <summary>Takes the bytes and sends them; ends when there is room for more. The bytes may be reused after the call has returned.</summary>
    ValueTask Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Cuts the connection: a pending write must not hold the stream.</summary>
    void Abort();
}
