using System.Text.Json;
using Dapper;

namespace Hivemind.FunctionalTests.People;

/// <summary>What the fixtures about people say again and again.</summary>
internal static class Accounts
{
    public const string Password = "correct horse battery";

    /// <summary>A server over a database of its own, where nobody has registered and nobody has failed to sign in.</summary>
    public static async Task<TestServer> FreshServer(TimeProvider? time = null, Dictionary<string, string?>? settings = null) =>
        await TestServer.Start(await TestApp.CloneDatabase(), settings, time);

    public static object Registration(string email, string? token = null, string name = "Ada", string password = Password) =>
        new { email, password, name, invitation_token = token };

    public static async Task<Caller> SignIn(TestServer server, string email, string password = Password)
    {
        var nobody = await Hive.Nobody(server);
        var answer = (await nobody.Post("auth/login", new { email, password })).Expect(System.Net.HttpStatusCode.OK);
        return nobody with { Credential = answer.Text("access_token") };
    }

    public static string Text(this Answer answer, string name) => answer.Json.GetProperty(name).GetString()!;

    public static IEnumerable<JsonElement> Items(this Answer answer) => answer.Json.GetProperty("items").EnumerateArray();

    public static Guid UserId(this Caller user) => Guid.Parse(user.ActorId["user:".Length..]);

    public static async Task Execute(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    public static async Task<T?> Read<T>(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<T>(sql, parameters);
    }

    /// <summary>The actions that the audit log of the organisation holds, oldest first, each with everything it says.</summary>
    public static async Task<IReadOnlyList<(string Action, string Row)>> Audited(this Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string)>(
            "select action, row_to_json(a)::text from audit_log a where org_id = @Id order by created_at, id", new { organisation.Id })];
    }
}
