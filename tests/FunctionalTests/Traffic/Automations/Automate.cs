using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Automations;

/// <summary>Speaks of automations: making them, letting events happen, and what came of them.</summary>
[SetUpFixture]
internal sealed class Automate
{
    private static readonly Lazy<Task<TestServer>> SharedServer = new(() => Hooks.Start());

    /// <summary>May call loopback, over a database of its own: on the shared one other servers would take the executions.</summary>
    public static Task<TestServer> Server => SharedServer.Value;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (SharedServer.IsValueCreated)
            await (await SharedServer.Value).DisposeAsync();
    }

    public static async Task<Organisation> Organisation() => await Hive.NewOrganisation(await Server);

    /// <summary>The body of an automation that logs a line for each event of the type.</summary>
    public static Dictionary<string, object?> Logging(string type = "custom.test") => Body(type, Log("seen {{payload.n}}"));

    public static Dictionary<string, object?> Body(string type, params object[] actions) => new()
    {
        ["name"] = $"On {type}",
        ["triggerEventType"] = type,
        ["actions"] = actions,
    };

    public static object Log(string message, string level = "info") => new { type = "log", config = new { level, message } };

    public static object Webhook(string url, bool waitForResponse = true, string? responseAs = null, object? bodyTemplate = null) =>
        new { type = "webhook", config = new { url, waitForResponse, responseAs, bodyTemplate } };

    public static object Emit(string eventType, object? payloadTemplate = null) => new { type = "emit_event", config = new { eventType, payloadTemplate } };

    /// <summary>JSON with the names as they are written here: the camelCase of this family.</summary>
    public static string Json(object body) => JsonSerializer.Serialize(body);

    public static async Task<Guid> Create(Organisation organisation, Dictionary<string, object?> body) =>
        (await organisation.Admin.Post("automations", Json(body))).Expect(HttpStatusCode.Created).Id;

    /// <summary>Lets the engine see an event, as the worker of events does.</summary>
    public static async Task<Guid> Happen(
        Organisation organisation, string type = "custom.test", object? payload = null, Func<EventInHand, EventInHand>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var e = new EventInHand
        {
            Id = Guid.CreateVersion7(now),
            OrgId = organisation.Id,
            EventType = type,
            Channel = "custom",
            ReceivedAt = now,
            CreatedAt = now,
            RawPayload = JsonSerializer.SerializeToElement(payload ?? new { n = 1 }),
        };
        e = change?.Invoke(e) ?? e;

        await using var scope = organisation.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(organisation.Id);
        var matcher = scope.ServiceProvider.GetServices<IEventHandler>().Single(handler => handler.Name == "automations");
        await matcher.Handle(e, CancellationToken.None);
        return e.Id;
    }

    /// <summary>The rows of the log, newest first, once there are so many.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Logged(Organisation organisation, Guid automation, int count = 1)
    {
        IReadOnlyList<JsonElement> rows = [];
        await Hooks.Until(async () =>
        {
            var answer = (await organisation.Admin.Get($"automations/{automation}/logs?limit=100")).Expect(HttpStatusCode.OK);
            rows = [.. answer.Json.GetProperty("items").EnumerateArray()];
            return rows.Count >= count;
        }, () => $"{rows.Count} of {count} rows: {string.Join('\n', rows)}");
        return rows;
    }

    public static async Task<JsonElement> Metrics(Organisation organisation) =>
        (await organisation.Admin.Get("automation-metrics")).Expect(HttpStatusCode.OK).Json;

    public static async Task<Guid> Instance(Organisation organisation, bool isConnected = true)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into instances (id, org_id, name, channel, is_connected, created_at, updated_at)
            values (@id, @OrgId, @Name, 'slack', @isConnected, now(), now())
            """, new { id, OrgId = organisation.Id, Name = $"{id}", isConnected });
        return id;
    }

    public static async Task<T?> Read<T>(Organisation organisation, string sql, object? parameters = null)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return await connection.QueryFirstOrDefaultAsync<T>(sql, parameters);
    }
}

internal static class AutomationBodies
{
    public static Dictionary<string, object?> With(this Dictionary<string, object?> body, string member, object? value) => new(body) { [member] = value };
}

/// <summary>Short ways into rows of the log.</summary>
internal static class LogRows
{
    public static string? Status(this JsonElement row) => row.GetProperty("status").GetString();

    public static string? Error(this JsonElement row) => row.GetProperty("error").GetString();

    public static JsonElement Action(this JsonElement row, int index) => row.GetProperty("actionsExecuted")[index];

    public static JsonElement Result(this JsonElement row, int index) => row.Action(index).GetProperty("result");
}
