using Hivemind.Application.Common;

namespace Hivemind.Application.Live;

/// <summary>Delivers the log to subscribers as it grows: read once per process, encoded once per row.</summary>
public interface ILiveStreams
{
    /// <summary>A stream that is not running yet; it holds no resources before and after <see cref="ILiveStream.Run"/>.</summary>
    ILiveStream Open(LiveSelection selection, Principal principal, LiveStart start);
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

/// <summary>Where a stream goes. Calls never overlap.</summary>
public interface ILiveOutput
{
    /// <summary>Takes the bytes and sends them; ends when there is room for more. The bytes may be reused after the call has returned.</summary>
    ValueTask Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Cuts the connection: a pending write must not hold the stream.</summary>
    void Abort();
}
