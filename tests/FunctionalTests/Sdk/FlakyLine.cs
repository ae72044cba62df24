using System.Net;
using System.Net.Sockets;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>A line to a server that a test can cut and mend.</summary>
internal sealed class FlakyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private bool _isCut;

    public FlakyLine(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>Breaks what is open and every attempt until it is mended.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock)
            _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
    }

    private async Task Accept()
    {
        List<Task> lines = [];
        try
        {
            while (true)
                lines.Add(Join(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Cut();
            await Task.WhenAll(lines);
        }
    }

    private async Task Join(TcpClient client)
    {
        var server = new TcpClient();
        lock (_lock)
        {
            _open.AddRange(_isCut ? [] : [client, server]);
            if (_isCut)
            {
                client.Dispose();
                return;
            }
        }

        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // cut
        }

        client.Dispose();
        server.Dispose();
    }
}
