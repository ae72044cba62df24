using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hivemind.Benchmarks;

/// <summary>Bare sockets that speak just enough HTTP for a stream: what a server of the feed can at best be as fast as.</summary>
internal static class FeedSockets
{
    public static readonly byte[] Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: connected\n\n"u8.ToArray();

    public static TcpListener Listen(Action<Socket> accepted, out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1024);
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Task.Run(async () =>
        {
            var buffer = new byte[4096];
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                client.NoDelay = true;
                await client.ReceiveAsync(buffer);
                accepted(client);
            }
        });
        return listener;
    }

    public static void Send(Socket client, byte[] bytes)
    {
        try
        {
            client.Send(bytes);
        }
        catch (SocketException)
        {
            client.Close();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    public static byte[] Frame(string marker) => Encoding.UTF8.GetBytes(
        $$"""
        event: public
        data: {"id":"00000000-0000-0000-0000-000000000000","is_public":true,"org_id":"bench","category":"general","title":"#{{marker}};"}
        id: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA


        """);
}
