using Hivemind.Application.Live;

namespace Hivemind.Api.Live.Sockets;

/// <summary>
/// Prepared frames go straight to the connection. A client that is let go has a moment to hear why. Whoever lets it go may come when
/// the request is over already: then there is nothing left to cut.
/// </summary>
internal sealed class SocketOutput(SharedStream stream, HttpContext context, TimeSpan farewell) : ILiveOutput, IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _patience;
    private bool _isOver;

    public ValueTask Write(ReadOnlyMemory<byte> bytes) => stream.WriteFrames(bytes);

    public void Abort()
    {
        lock (_gate)
        {
            if (_isOver || _patience is not null)
                return;

            _patience = new CancellationTokenSource(farewell);
            _patience.Token.UnsafeRegister(static output => ((SocketOutput?)output)?.Cut(), this);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _patience?.Dispose();
        }
    }

    private void Cut()
    {
        lock (_gate)
        {
            if (!_isOver)
                context.Abort();
        }
    }
}
