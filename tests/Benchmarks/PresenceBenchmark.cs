using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using Hivemind.Application.Common;
using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>What it costs that a user comes and goes, how soon a socket answers, and how long the list of those online takes.</summary>
public static class PresenceBenchmark
{
    private const string Variable = "HIVEMIND_BENCH_ONLINE";
    private const int Rounds = 300;
    private static readonly byte[] Ping = """{"type":"ping"}"""u8.ToArray();

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var server = await BenchServer.Start(context.ConnectionString);
        var database = server.Services.GetRequiredService<NpgsqlDataSource>();
        var guest = await PresenceUsers.Guest(database, server.OrgId);
        var caller = new Principal { OrgId = server.OrgId, UserId = guest.Id, Role = OrgRole.Member, Tier = Tier.Pro };
        await Times(server, caller, 30); // warm

        var rows = new List<IReadOnlyList<string>>();
        var before = 0;
        foreach (var online in Environment.GetEnvironmentVariable(Variable)?.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)) ?? [100, 1_000])
        {
            await context.Progress.WriteLineAsync($"presence: {online} users online");
            await PresenceUsers.BringOnline(database, server.OrgId, online - before);
            before = online;

            var (come, go) = await Times(server, caller, Rounds);
            rows.Add(Row("a user comes online", online, come));
            rows.Add(Row("a user goes offline", online, go));
            rows.Add(Row("socket opened until its first answer", online, await Repeat(() => Connect(server, guest.Token))));
            rows.Add(Row("GET /users/online over HTTP", online, await Repeat(() => List(server))));
        }

        return new BenchTable(
            "presence", ["step", "users online", "p50 ms", "p99 ms"], rows,
            [
                "Coming and going are whole commands: the socket's row, the user's, and the message to those who watch, committed with a disk flush.",
                "A socket is opened with a session and asks for a pong; when that comes its user is online in the database.",
                "The list shows at most 100 users.",
            ]);
    }

    private static async Task<(List<double> Come, List<double> Go)> Times(BenchServer server, Principal caller, int rounds)
    {
        var (come, go) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            come.Add(await Time(() => Send(server, caller, new OpenConnection(id))));
            go.Add(await Time(() => Send(server, caller, new CloseConnection(id))));
        }

        return (come, go);
    }

    private static async Task Send<T>(BenchServer server, Principal caller, IRequest<T> request)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = caller;
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private static async Task<double> List(BenchServer server) =>
        await Time(async () => (await server.Http.GetAsync(new Uri("/api/v1/users/online", UriKind.Relative))).EnsureSuccessStatusCode());

    // Only the way in is measured; the way out is waited for, so that no more than one is open.
    private static async Task<double> Connect(BenchServer server, string token)
    {
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(server.Http.BaseAddress ?? throw new InvalidOperationException("No address.")) { Scheme = "ws", Path = "/ws", Query = $"token={token}" };
        var answer = new byte[1024];
        var time = await Time(async () =>
        {
            await socket.ConnectAsync(address.Uri, CancellationToken.None);
            await socket.SendAsync(Ping, WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.ReceiveAsync(answer, CancellationToken.None);
        });
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return time;
    }

    private static async Task<List<double>> Repeat(Func<Task<double>> once)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            times.Add(await once());

        return times;
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string[] Row(string step, int online, List<double> times)
    {
        times.Sort();
        return [step, online.ToString("N0", CultureInfo.InvariantCulture), Text(times[times.Count / 2]), Text(times[(int)(times.Count * 0.99)])];
    }

    private static string Text(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
