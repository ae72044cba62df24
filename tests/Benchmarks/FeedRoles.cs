using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hivemind.Api;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>What the child processes of the feed benchmark do.</summary>
internal static class FeedRoles
{
    public const string Prefix = "feed-";
    public const string Channel = "feed_bench";

    private static readonly byte[] Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: connected\n\n"u8.ToArray();

    /// <summary>Runs until standard input ends; false when the arguments name no role.</summary>
    public static async Task<bool> TryRun(string[] args)
    {
        switch (args)
        {
            case [Prefix + "hive", var connectionString]:
                await RunHive(connectionString);
                return true;
            case [Prefix + "floor", _]:
                await RunFloor();
                return true;
            case [Prefix + "each", var connectionString]:
                await RunEach(connectionString);
                return true;
            case [Prefix + "client", var port, var count, var key]:
                using (var client = new FeedClient(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), key))
                    await client.Run();

                return true;
            default:
                return false;
        }
    }

    private static async Task RunHive(string connectionString)
    {
        await using var app = HivemindServer.Build(
            ["--HIVEMIND_URLS=http://127.0.0.1:0", "--Limits:RequestsPerMinute=0", "--Jobs:Enabled=false", "--Logging:LogLevel:Default=Warning",
                "--Serilog:MinimumLevel:Default=Warning"],
            connectionString);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First();
        await Serve(new Uri(address ?? "").Port, _ => { });
        await app.StopAsync();
    }

    private static async Task RunFloor()
    {
        var clients = new ConcurrentBag<Socket>();
        using var listener = Listen(client => { Send(client, Hello); clients.Add(client); }, out var port);
        await Serve(port, marker =>
        {
            var frame = Frame(marker);
            foreach (var client in clients)
                Send(client, frame);
        });
    }

    private static async Task RunEach(string connectionString)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        using var listener = Listen(client => _ = Follow(client, own), out var port);
        await Serve(port, _ => { });
    }

    private static async Task Follow(Socket client, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        connection.Notification += (_, notification) => Send(client, Frame(notification.Payload));
        await using (var listen = new NpgsqlCommand($"listen {Channel};", connection))
            await listen.ExecuteNonQueryAsync();

        Send(client, Hello);
        while (client.Connected)
            await connection.WaitAsync();
    }

    private static TcpListener Listen(Action<Socket> accepted, out int port)
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

    private static async Task Serve(int port, Action<string> publish)
    {
        Console.WriteLine($"port {port}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "collect")
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                using var self = Process.GetCurrentProcess();
                Console.WriteLine($"memory {self.WorkingSet64}");
            }
            else
            {
                publish(line);
            }
        }
    }

    private static void Send(Socket client, byte[] bytes)
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

    private static byte[] Frame(string marker) => Encoding.UTF8.GetBytes(
        $$"""
        event: public
        data: {"id":"00000000-0000-0000-0000-000000000000","is_public":true,"org_id":"bench","category":"general","title":"#{{marker}};"}
        id: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA


        """);
}
