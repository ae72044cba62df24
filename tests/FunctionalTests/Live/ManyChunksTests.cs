namespace Hivemind.FunctionalTests.Live;

[Category("Slow"), CancelAfter(560_000)]
public sealed class ManyChunksTests
{
    private const int Runs = 10;
    private const int ChunksEach = 5_000;
    private const int Sockets = 100;

    [Test]
    public async Task Fifty_thousand_chunks_of_ten_runs_reach_a_hundred_sockets_complete_and_in_order(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database);
        await using var two = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        var runs = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ => LiveRun.Start(organisation)));
        var agents = await Task.WhenAll(Enumerable.Range(0, Sockets / 10).Select(number => organisation.Agent($"agent-{number}")));

        var reading = Enumerable.Range(0, Sockets).Select(number =>
            Read(agents[number % agents.Length], [one, two], runs, isRestless: number % 4 == 0, new Random(number), token)).ToList();
        await Task.WhenAll(runs.Select(run => Work(run)));

        foreach (var seen in await Task.WhenAll(reading))
        {
            foreach (var run in runs)
                Assert.That(seen[run.Id], Is.EqualTo(Enumerable.Range(1, ChunksEach).Select(number => $"{number}").Append("completed")));
        }
    }

    // As a worker does: one chunk after the other, sometimes a few at once.
    private static async Task Work(LiveRun run)
    {
        var random = new Random(run.Id.GetHashCode());
        for (var seq = 1; seq <= ChunksEach;)
        {
            var count = Math.Min(random.Next(1, 20), ChunksEach - seq + 1);
            await run.Output(seq, [.. Enumerable.Range(seq, count).Select(number => $"{number}")]);
            seq += count;
        }

        await run.Finish();
    }

    // The restless ones break off anywhere and come back to either server, with the last position or the last number.
    private static async Task<Dictionary<Guid, List<string>>> Read(
        Caller caller, TestServer[] servers, LiveRun[] runs, bool isRestless, Random random, CancellationToken token)
    {
        var seen = runs.ToDictionary(run => run.Id, _ => new List<string>());
        var after = runs.ToDictionary(run => run.Id, _ => (object)0);
        while (runs.Any(run => seen[run.Id] is not [.., "completed"]))
        {
            await using var socket = await Socket.Open(caller.At(servers[random.Next(2)]), token);
            foreach (var run in runs.Where(run => seen[run.Id] is not [.., "completed"]))
                await socket.Send(new { type = "subscribe", channel = run.Channel, after = after[run.Id] }, token);

            for (var left = isRestless ? random.Next(1, 8_000) : int.MaxValue; left > 0; left--)
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
