using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using Hivemind.Api;
using Hivemind.Application.Live;
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

    /// <summary>Runs until standard input ends; false when the arguments name no role.</summary>
    public static async Task<bool> TryRun(string[] args)
    {
        switch (args)
        {
            case [Prefix + "hive", var connectionString]:
                await RunHive(connectionString);
                return true;
            case [Prefix + ProcessingRole.Name, var connectionString, var handler]:
                await ProcessingRole.Run(connectionString, handler);
                return true;
            case [Prefix + "floor", _]:
                await RunFloor();
                return true;
            case [Prefix + "each", var connectionString]:
                await RunEach(connectionString);
                return true;
            case [Prefix + "client", var port, var count, var key]:
                await RunClient(port, count, new StreamGreeting(key));
                return true;
            case [Prefix + "sockets", var port, var count, var keys]:
                await RunClient(port, count, new SocketGreeting(keys.Split(',')));
                return true;
            case [Prefix + "socket-floor", _]:
                await RunSocketFloor();
                return true;
            default:
                return false;
        }
    }

    private static async Task RunClient(string port, string count, IFeedGreeting greeting)
    {
        using var client = new FeedClient(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), greeting);
        await client.Run();
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
        using var listener = FeedSockets.Listen(client => { FeedSockets.Send(client, FeedSockets.Hello); clients.Add(client); }, out var port);
        await Serve(port, marker =>
        {
            var frame = FeedSockets.Frame(marker);
            foreach (var client in clients)
                FeedSockets.Send(client, frame);
        });
    }

    // The same bytes as a WebSocket server would send, without its handshake and protocol.
    private static async Task RunSocketFloor()
    {
        var clients = new ConcurrentBag<Socket>();
        var buffer = new byte[4096];
        using var listener = FeedSockets.Listen(
            client =>
            {
                FeedSockets.Send(client, "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8.ToArray());
                client.Receive(buffer);
                FeedSockets.Send(client, LiveBytes.TextFrame("""{"type":"subscribed"}"""));
                clients.Add(client);
            }, out var port);
        await Serve(port, marker =>
        {
            var frame = LiveBytes.TextFrame(SocketBenchmark.Message(marker));
            foreach (var client in clients)
                FeedSockets.Send(client, frame);
        });
    }

    private static async Task RunEach(string connectionString)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        using var listener = FeedSockets.Listen(client => _ = Follow(client, own), out var port);
        await Serve(port, _ => { });
    }

    private static async Task Follow(Socket client, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        connection.Notification += (_, notification) => FeedSockets.Send(client, FeedSockets.Frame(notification.Payload));
        await using (var listen = new NpgsqlCommand($"listen {Channel};", connection))
            await listen.ExecuteNonQueryAsync();

        FeedSockets.Send(client, FeedSockets.Hello);
        while (client.Connected)
            await connection.WaitAsync();
    }

    private static async Task Serve(int port, Action<string> publish)
    {
        Console.WriteLine($"port {port}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line)
            {
                case "collect":
                    GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    using (var self = Process.GetCurrentProcess())
                        Console.WriteLine($"memory {self.WorkingSet64}");

                    break;
                case "compiled?":
                    Console.WriteLine($"compiled {JitInfo.GetCompiledMethodCount()}");
                    break;
                default:
                    publish(line);
                    break;
            }
        }
    }
}
