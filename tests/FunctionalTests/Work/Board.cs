using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Application.Work.Tasks;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Work;

/// <summary>Speaks of tasks: puts work on the board, queues runs and does what workers do.</summary>
internal static class Board
{
    public static async Task<Guid> Put(Caller owner, string title = "Write the report", string status = "available", int impactPoints = 0) =>
        (await owner.Post("tasks", new { title, status, impactPoints })).Expect(HttpStatusCode.Created).Id;

    public static async Task<Guid> Queue(Caller owner, string input = "Say hello", string? agent = null, string? priority = null) =>
        (await owner.Post("tasks", new { inputMessage = input, assignedAgent = agent, priority })).Expect(HttpStatusCode.Created).Id;

    /// <summary>What the worker got; null when there was nothing for it.</summary>
    public static async Task<JsonElement?> ClaimNext(Caller worker, object? wanted = null)
    {
        var answer = await worker.Post("tasks/claim-next", wanted);
        return answer.Status is HttpStatusCode.NoContent ? null : answer.Expect(HttpStatusCode.OK).Json;
    }

    /// <summary>Queues a run and has the worker claim it.</summary>
    public static async Task<Guid> Start(Caller owner, Caller worker, object? wanted = null)
    {
        var id = await Queue(owner);
        var claimed = await ClaimNext(worker, wanted);
        Assert.That(claimed?.GetProperty("id").GetGuid(), Is.EqualTo(id));
        return id;
    }

    public static Task<Answer> Write(Caller worker, Guid run, string content, int? seq = null) =>
        worker.Post($"tasks/{run}/output", new { content, seq });

    public static Task<Answer> Finish(Caller worker, Guid run, string status = "completed", string? result = "Done") =>
        worker.Patch($"tasks/{run}", new { status, result });

    public static async Task<string?> StatusOf(Caller caller, Guid task) =>
        (await caller.Get($"tasks/{task}")).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString();

    /// <summary>The live messages about a task so far, oldest first. The log shows them when older transactions of the cluster have ended.</summary>
    public static async Task<IReadOnlyList<(string Name, JsonElement Payload)>> News(Caller caller, Guid task, string? topic = null)
    {
        topic ??= $"task:{task}";
        await using var connection = await caller.Server.Database.OpenConnectionAsync();
        var written = await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from stream_events where org_id = @OrgId and topic = @topic", new { caller.OrgId, topic });

        List<JsonElement> items = [];
        await Eventually.Seen(async () =>
        {
            items = [.. (await caller.Get($"stream/events?limit=500&topics={topic}")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];
            return items.Count >= written;
        }, $"{written} messages");
        return [.. items.Select(item => (item.GetProperty("name").GetString() ?? "", item.GetProperty("payload")))];
    }

    /// <summary>Does what the server does every 15 seconds.</summary>
    public static async Task Sweep(TestServer server)
    {
        bool more;
        do
        {
            await using var scope = server.Services.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SweepRuns(), CancellationToken.None);
        }
        while (more);
    }
}
