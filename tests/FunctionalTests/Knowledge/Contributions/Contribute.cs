using System.Net;
using Dapper;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

/// <summary>The words of contributing and reviewing.</summary>
internal static class Contribute
{
    private static int _count;

    /// <summary>A text that no other test has.</summary>
    public static string Text(string about = "retry queue")
    {
        var number = Interlocked.Increment(ref _count);
        return $"Note {number} of {Guid.CreateVersion7():N}: the {about} keeps its order when a worker restarts in the middle of a batch.";
    }

    public static Task<Answer> Offer(this Caller caller, string content, string category = "tooling", object? more = null) =>
        caller.Post("contributions", Merge(new { content, category }, more));

    /// <summary>The id of a new pending contribution.</summary>
    public static async Task<Guid> Queue(this Caller caller, string? content = null, string category = "tooling", object? more = null)
    {
        var answer = (await caller.Offer(content ?? Text(), category, more)).Expect(HttpStatusCode.Created);
        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("queued"), answer.Text);
        return answer.Json.GetProperty("contribution_id").GetGuid();
    }

    public static Task<Answer> Approve(this Caller caller, Guid id, object? edit = null) => caller.Post($"contributions/{id}/approve", edit);

    public static Task<Answer> Reject(this Caller caller, Guid id, object? reason = null) => caller.Post($"contributions/{id}/reject", reason);

    public static Task<Answer> Undo(this Caller caller, Guid id) => caller.Post($"contributions/{id}/undo");

    /// <summary>The id of a new item.</summary>
    public static async Task<Guid> Publish(this Caller caller, string? content = null, bool isPublic = false, string category = "tooling", object? more = null)
    {
        var id = await caller.Queue(content, category, more);
        return (await caller.Approve(id, new { is_public = isPublic })).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();
    }

    public static async Task<T?> Ask<T>(this Organisation organisation, string sql, object? parameters = null) => await organisation.Server.Ask<T>(sql, parameters);

    public static async Task<T?> Ask<T>(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public static async Task Do(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Payloads of live messages of the organisation, in their order.</summary>
    public static async Task<List<(string Topic, string Name, bool IsPublic, string Payload)>> Messages(this Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string, bool, string)>(
            "select topic, name, is_public, payload from stream_events where org_id = @Id order by tx, id", new { organisation.Id })];
    }

    public static Task AddPolicy(this Organisation organisation, string agentId, string target, string action) => organisation.Server.Do(
        """
        insert into policies (id, org_id, agent_id, object, action, created_by, created_at)
        values (@PolicyId, @Id, @agentId, @target, @action, 'test', now())
        """, new { PolicyId = Guid.CreateVersion7(), organisation.Id, agentId, target, action });

    /// <summary>Sets members of the organisation's settings.</summary>
    public static Task Set(this Organisation organisation, object settings) => organisation.Server.Do(
        "update organisations set settings = settings || @Settings::jsonb where id = @Id", new { organisation.Id, Settings = WireJson.Write(settings) });

    /// <summary>An endpoint of the organisation that wants every event.</summary>
    public static Task AddWebhookEndpoint(this Organisation organisation) => organisation.Server.Do(
        """
        insert into webhook_endpoints (id, org_id, url, secret, created_at, updated_at)
        values (@EndpointId, @Id, 'http://127.0.0.1:9/', '\x00', now(), now())
        """, new { EndpointId = Guid.CreateVersion7(), organisation.Id });

    private static Dictionary<string, object?> Merge(params object?[] parts) =>
        parts.OfType<object>()
            .SelectMany(part => part.GetType().GetProperties().Select(property => (property.Name, Value: property.GetValue(part))))
            .ToDictionary(pair => pair.Name, pair => pair.Value);
}
