using System.Collections.Concurrent;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Processing;

/// <summary>A handler that does what a test says, and remembers what it was given.</summary>
/// <param name="act">Gets the event and how often this handler has run on it, this time included.</param>
internal sealed class TestHandler(string name, Func<EventInHand, int, Task>? act = null, string wants = "custom.") : IEventHandler
{
    private readonly ConcurrentDictionary<Guid, int> _runs = new();

    public string Name => name;

    /// <summary>Every run, in the order in which they began.</summary>
    public ConcurrentQueue<EventInHand> Runs { get; } = new();

    public static TestHandler Failing(string name, int times = int.MaxValue, string error = "It is broken.") =>
        new(name, (_, run) => run <= times ? throw new InvalidOperationException(error) : Task.CompletedTask);

    public bool Wants(string eventType) => eventType.StartsWith(wants, StringComparison.Ordinal);

    public int RunsOf(Guid eventId) => _runs.GetValueOrDefault(eventId);

    public async Task Handle(EventInHand e, CancellationToken cancellationToken)
    {
        Runs.Enqueue(e);
        var run = _runs.AddOrUpdate(e.Id, 1, (_, before) => before + 1);
        if (act is not null)
            await act(e, run).WaitAsync(cancellationToken);
    }
}

/// <summary>Speaks of processing: servers with handlers of a test, over a database of their own, and events for them.</summary>
internal static class Handling
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task<TestServer> Start(string? database, TimeProvider? time, params TestHandler[] handlers) =>
        await TestServer.Start(database ?? await TestApp.CloneDatabase(), time: time, services: services =>
        {
            foreach (var handler in handlers)
                services.AddSingleton<IEventHandler>(handler);
        });

    public static Task<TestServer> Start(params TestHandler[] handlers) => Start(null, null, handlers);

    /// <summary>A body of the camelCase family, its members as they are written here.</summary>
    public static string Camel(object body) => System.Text.Json.JsonSerializer.Serialize(body);

    /// <summary>Records custom events; the id of the first.</summary>
    public static async Task<Guid> Trigger(this Organisation organisation, string type = "custom.test", object? payload = null, int times = 1)
    {
        var element = System.Text.Json.JsonSerializer.SerializeToElement(payload ?? new { number = 1 });
        var recorded = await organisation.Server.Record(
            [.. Enumerable.Range(0, times).Select(_ => new NewEvent(organisation.Id, type, "custom") { RawPayload = element })]);
        return recorded[0].Event.Id;
    }

    public static async Task<T> Read<T>(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return (await Dapper.SqlMapper.ExecuteScalarAsync<T>(connection, sql, parameters))!;
    }

    public static Task<string> StatusOf(this TestServer server, Guid eventId) =>
        server.Read<string>("select status from events where id = @eventId", new { eventId });

    public static Task UntilStatus(this TestServer server, Guid eventId, string status) =>
        Eventually.Seen(async () => await server.StatusOf(eventId) == status, $"event {status}");

    /// <summary>Waits until the event is failed; moves the clock over the waits between the attempts, and no further.</summary>
    public static Task UntilFailed(this TestServer server, FakeTime time, Guid eventId) => Eventually.Seen(
        async () =>
        {
            var due = await server.Read<DateTime?>("select due_at from event_work where event_id = @eventId and claim is null and is_started", new { eventId });
            if (due is not null && new DateTimeOffset(due.Value, TimeSpan.Zero) is var next && next > time.GetUtcNow())
                time.Advance(next - time.GetUtcNow());

            return await server.StatusOf(eventId) == "failed";
        }, "event failed");

    public static async Task<Guid> LetterOf(this TestServer server, Guid eventId, string handler) =>
        await server.Read<Guid>("select id from dead_letters where event_id = @eventId and handler = @handler", new { eventId, handler });
}
