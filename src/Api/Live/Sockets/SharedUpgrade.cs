using Microsoft.AspNetCore.Http.Features;

namespace Hivemind.Api.Live.Sockets;

/// <summary>
/// Stands between the framework's WebSocket and the connection, so that prepared frames can be written beside the frames that the
/// framework makes itself (pings, pongs and the close).
/// </summary>
internal sealed class SharedUpgradeMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        var path = context.Request.Path;
        if ((path == "/ws" || path == "/api/v1/ws") && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new SharedUpgrade(upgrade));

        return next(context);
    }
}

internal sealed class SharedUpgrade(IHttpUpgradeFeature upgrade) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

    /// <summary>The connection, once it is upgraded.</summary>
    public SharedStream? Stream { get; private set; }

    public async Task<Stream> UpgradeAsync() => Stream = new SharedStream(await upgrade.UpgradeAsync());
}

/// <summary>A connection that several may write to, one whole frame after the other.</summary>
internal sealed class SharedStream(Stream connection) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes whole frames; at once and without waiting in nearly every case.</summary>
    public ValueTask WriteFrames(ReadOnlyMemory<byte> frames)
    {
        if (!_turn.Wait(0))
            return new ValueTask(WriteLater(frames, default));

        ValueTask write;
        try
        {
            write = connection.WriteAsync(frames);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (!write.IsCompletedSuccessfully)
            return new ValueTask(Finish(write));

        _turn.Release();
        return default;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(WriteLater(buffer, cancellationToken));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteLater(buffer.AsMemory(offset, count), cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask; // every write is sent

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();

        base.Dispose(disposing);
    }

    private async Task WriteLater(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        await Finish(connection.WriteAsync(bytes, cancellationToken));
    }

    private async Task Finish(ValueTask write)
    {
        try
        {
            await write;
        }
        finally
        {
            _turn.Release();
        }
    }
}
