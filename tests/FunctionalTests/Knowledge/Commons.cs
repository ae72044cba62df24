using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.FunctionalTests.Knowledge;

/// <summary>Fills the commons past review, and looks at its rows.</summary>
internal static class Commons
{
    /// <summary>Puts an item of the organisation into the commons, with its vectors.</summary>
    public static async Task<KnowledgeRow> Knows(this Organisation organisation, string content, Func<KnowledgeRow, KnowledgeRow>? change = null)
    {
        var row = new KnowledgeRow { OrgId = organisation.Id, Content = content };
        row = change?.Invoke(row) ?? row;
        var text = row.Title is null ? content : $"{row.Title}\n\n{content}";
        row = row with { Vectors = await TestApp.Embedder.Embed(TestApp.Embedder.Chunk(text), CancellationToken.None) };
        await KnowledgeRows.Insert(organisation.Server.Database, [row]);
        return row;
    }

    public static async Task Allows(this Organisation organisation, string agentId, string target, string action)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into policies (id, org_id, agent_id, object, action, created_by, created_at)
            values (@Id, @OrgId, @agentId, @target, @action, 'test', now())
            """, new { Id = Guid.CreateVersion7(), OrgId = organisation.Id, agentId, target, action });
    }

    /// <summary>The ids that a search answers with, best first.</summary>
    public static async Task<IReadOnlyList<Guid>> Finds(this Caller caller, string query, string more = "")
    {
        var answer = (await caller.Get($"knowledge/search?query={Uri.EscapeDataString(query)}{more}")).Expect(System.Net.HttpStatusCode.OK);
        return [.. answer.Json.GetProperty("results").EnumerateArray().Select(hit => hit.GetProperty("id").GetGuid())];
    }

    public static async Task<T> Value<T>(this NpgsqlDataSource database, string sql, object? parameters = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>Waits until the database says so; the test's CancelAfter ends the waiting.</summary>
    public static async Task Until(this NpgsqlDataSource database, string condition, object? parameters, CancellationToken cancellationToken)
    {
        while (!await database.Value<bool>(condition, parameters))
            await Task.Delay(20, cancellationToken);
    }

    /// <summary>Sends a command as the background does, as often as it asks for.</summary>
    public static async Task Run<TCommand>(this TestServer server) where TCommand : Application.Messaging.ICommand<bool>, new()
    {
        bool more;
        do
        {
            await using var scope = server.Services.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new TCommand());
        }
        while (more);
    }
}
