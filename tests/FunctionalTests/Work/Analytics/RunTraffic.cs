using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>
/// Many people and workers at once: runs of conversations and work are made, claimed, finished, failed, stopped and deleted, and the
/// prices of the past change.
/// </summary>
internal sealed class RunTraffic(Organisation organisation)
{
    private static readonly string[] Models = ["claude-opus-4", "sonnet", "other"];
    private static readonly string[] Agents = ["planning", "executor", "consultation"];

    private int _done;
    private int _prices;

    /// <summary>How often a price changed.</summary>
    public int Prices => Volatile.Read(ref _prices);

    /// <summary>Writers that work on until they are told to stop, or the server goes away.</summary>
    public async Task Run(int writers, CancellationToken stop) =>
        await Task.WhenAll(Enumerable.Range(0, writers).Select(number => Write(number, stop)));

    public async Task UntilMore(int count)
    {
        var end = Volatile.Read(ref _done) + count;
        while (Volatile.Read(ref _done) is var done && done < end)
            await Eventually.Seen(() => Task.FromResult(Volatile.Read(ref _done) > done), "one more change");
    }

    private async Task Write(int number, CancellationToken stop)
    {
        var random = new Random(number);
        var worker = await organisation.Agent($"worker-{number}", isAdmin: true);
        var own = new List<Guid>();
        try
        {
            var conversation = (await worker.Post("conversations", new { title = $"Of writer {number}" })).Expect(HttpStatusCode.Created).Id;
            while (!stop.IsCancellationRequested)
            {
                await Step(worker, own, conversation, random);
                Interlocked.Increment(ref _done);
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    private async Task Step(Caller worker, List<Guid> own, Guid conversation, Random random)
    {
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                Guid? about = random.Next(2) == 0 ? conversation : null;
                own.Add((await worker.Post("tasks", new { input_message = "Do it.", assigned_agent = Agents[random.Next(3)], conversation_id = about })).Expect(HttpStatusCode.Created).Id);
                break;
            case 3:
                own.Add((await worker.Post("tasks", new { title = "Sweep", status = "available", category = "home" })).Expect(HttpStatusCode.Created).Id);
                break;
            case 4 or 5:
                await Work(worker, random);
                break;
            case 6 when own.Count > 0:
                await worker.Post($"tasks/{own[random.Next(own.Count)]}/stop");
                break;
            case 7 when own.Count > 0:
                await worker.Delete($"tasks/{own[random.Next(own.Count)]}");
                break;
            case 8:
                await ChangePrice(worker, random);
                break;
        }
    }

    private async Task ChangePrice(Caller worker, Random random)
    {
        var price = await worker.Post("analytics/prices", new
        {
            model = Models[random.Next(3)],
            token_kind = "input",
            usd_per_million = random.Next(1, 100),
            effective_from = TimeProvider.System.GetUtcNow().AddSeconds(-random.Next(10)),
        });
        if (price.Status is HttpStatusCode.Created)
            Interlocked.Increment(ref _prices);
    }

    private static async Task Work(Caller worker, Random random)
    {
        var claimed = await worker.Post("tasks/claim-next", new { lease_seconds = 60 });
        if (claimed.Status is not HttpStatusCode.OK)
            return;

        object end = random.Next(3) switch
        {
            0 => new { status = "failed", error = "No.", tokens = new { input = random.Next(100_000), reasoning = random.Next(1000) } },
            1 => new { status = "completed", result = "Done.", model = Models[random.Next(3)], input_tokens = random.Next(1_000_000), output_tokens = random.Next(100_000) },
            _ => new { status = "completed", result = "Done.", model = Models[random.Next(3)], cost_usd = random.Next(100) / 7m },
        };
        await worker.Patch($"tasks/{claimed.Id}", JsonSerializer.Serialize(end));
    }
}
