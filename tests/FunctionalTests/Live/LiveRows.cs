using Dapper;
using Hivemind.Application.Common;
using Npgsql;

namespace Hivemind.FunctionalTests.Live;

/// <summary>Writes rows of the live log as a change would, on the connection of a test.</summary>
internal static class LiveRows
{
    public static async Task Write(TestServer server, string orgId, bool isPublic, string title, string topic = "knowledge", string category = "general")
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await Insert(connection, orgId, isPublic, title, topic, category);
        await Ring(connection);
    }

    public static async Task<Guid> Insert(
        NpgsqlConnection connection, string orgId, bool isPublic, string title, string topic = "knowledge", string category = "general", DateTimeOffset? at = null)
    {
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values (@orgId, @isPublic, @topic, @Name, @Payload, coalesce(@at, now()))
            """,
            new { orgId, isPublic, topic, Name = isPublic ? "public" : "private", Payload = WireJson.Write(new Payload(id, isPublic, orgId, category, title)), at });
        return id;
    }

    /// <summary>Writes a private row as it is.</summary>
    public static async Task Append(TestServer server, string orgId, string topic, string name, string payload)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values (@orgId, false, @topic, @name, @payload, now())
            """, new { orgId, topic, name, payload });
        await Ring(connection);
    }

    public static Task Ring(NpgsqlConnection connection) => connection.ExecuteAsync("select pg_notify('hivemind_stream', '')");

    public static string Title(this StreamMessage message) => message.Json.GetProperty("title").GetString() ?? "";

    private sealed record Payload(Guid Id, bool IsPublic, string OrgId, string Category, string Title);
}
