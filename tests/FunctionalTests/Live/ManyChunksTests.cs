namespace Hivemind.FunctionalTests.Live;

[CancelAfter(180_000)]
public sealed class ManyChunksTests
{
    private const int Runs = 10;

    [TestCase(100, 10), TestCase(5_000, 100, Category = "Slow")]
    public async Task Chunks_of_ten_runs_at_once_reach_every_socket_complete_and_in_order(int chunksEach, int sockets, CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database);
        await using var two = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        var runs = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ => LiveRun.Start(organisation)));
        var agents = await Task.WhenAll(Enumerable.Range(0, sockets / 10).Select(number => organisation.Agent($"agent-{number}")));

        var reading = Enumerable.Range(0, sockets).Select(number =>
            Read(agents[number % agents.Length], [one, two], runs, number % 4 == 0 ? chunksEach : null, new Random(number), token)).ToList();
        await Task.WhenAll(runs.Select(run => Work(run, chunksEach)));

        foreach (var seen in await Task.WhenAll(reading))
        {
            foreach (var run in runs)
                Assert.That(seen[run.Id], Is.EqualTo(Enumerable.Range(1, chunksEach).Select(number => $"{number}").Append("completed")));
        }
    }

    // As a worker does: one chunk after the other, sometimes a few at once.
    private static async Task Work(LiveRun run, int chunks)
    {
        var random = new Random(run.Id.GetHashCode());
        for (var seq = 1; seq <= chunks;)
        {
            var count = Math.Min(random.Next(1, 20), chunks - seq + 1);
            await run.Output(seq, [.. Enumerable.Range(seq, count).Select(number => $"{number}")]);
            seq += count;
        }

        await run.Finish();
    }

    // The restless ones break off anywhere and come back to either server, with the last position or the last number.
    private static async Task<Dictionary<Guid, List<string>>> Read(
        Caller caller, TestServer[] servers, LiveRun[] runs, int? restlessAfter, Random random, CancellationToken token)
    {
        var seen = runs.ToDictionary(run => run.Id, _ => new List<string>());
        var after = runs.ToDictionary(run => run.Id, _ => (object)0);
        while (runs.Any(run => seen[run.Id] is not [.., "completed"]))
        {
            await using var socket = await Socket.Open(caller.At(servers[random.Next(2)]), token);
            foreach (var run in runs.Where(run => seen[run.Id] is not [.., "completed"]))
                await socket.Send(new { type = "subscribe", channel = run.Channel, after = after[run.Id] }, token);

            for (var left = restlessAfter is { } most ? random.Next(1, most) : int.MaxValue; left > 0; left--)
            {
                if (await socket.TryNext(token) is not { } message)
                    break; // too slow for a moment: resumes

                if (message.Kind() is not ("task_output" or "task_status"))
                    continue;

                var id = message.GetProperty("task_id").GetGuid();
                seen[id].Add(message.Text("output") ?? message.Text("status") ?? "");
                after[id] = message.Text("position") ?? (object)(message.TryGetProperty("seq", out var seq) ? seq.GetInt32() : 0);
                if (runs.All(run => seen[run.Id] is [.., "completed"]))
                    break;
            }
        }

        return seen;
    }
}
