using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;

namespace Hivemind.FunctionalTests;

/// <summary>Speaks Hivemind's words: makes organisations, agents and users without asking the server.</summary>
internal static class Hive
{
    /// <summary>An organisation nobody else uses, with an admin.</summary>
    public static async Task<Organisation> NewOrganisation(TestServer? server = null)
    {
        server ??= await TestApp.Server;
        var id = $"org-{Guid.CreateVersion7():N}";
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into organisations (id, name, created_at, updated_at) values (@id, @id, now(), now())", new { id });

        var organisation = new Organisation(server, id);
        return organisation with { Admin = await organisation.Agent("admin", Tier.Enterprise, isAdmin: true) };
    }

    public static async Task<Caller> Nobody(TestServer? server = null) => new(server ?? await TestApp.Server, "", "", "");
}

/// <summary>An organisation of one test.</summary>
internal sealed record Organisation(TestServer Server, string Id)
{
    /// <summary>An agent with the role admin and every right.</summary>
    public Caller Admin { get; init; } = new(Server, Id, "", "");

    /// <summary>A new key of the agent.</summary>
    public async Task<Caller> Agent(string agentId, Tier tier = Tier.Enterprise, bool isAdmin = false, string[]? scopes = null)
    {
        var key = Secret("hm_");
        await using var connection = await Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, scopes, billing_period_start, created_by, created_at)
            values (@KeyId, @Id, @agentId, @agentId, @Prefix, @Hash, @Tier, @scopes, now(), 'test', now());
            insert into agent_roles (org_id, agent_id, role, assigned_by, created_at)
            values (@Id, @agentId, @Role, 'test', now()) on conflict do nothing
            """,
            new { KeyId = Guid.CreateVersion7(), Id, agentId, Prefix = key[..8], Hash = Hash(key), Tier = EnumText.Of(tier), scopes, Role = isAdmin ? "admin" : "contributor" });

        return new Caller(Server, Id, agentId, key);
    }

    /// <summary>A new user with an open session and no known password.</summary>
    public async Task<Caller> User(OrgRole role = OrgRole.Member)
    {
        var (userId, token) = (Guid.CreateVersion7(), Secret("hs_"));
        await using var connection = await Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into users (id, org_id, email, password_hash, name, org_role, created_at, updated_at)
            values (@userId, @Id, @Email, 'none', 'Test User', @Role, now(), now());
            insert into sessions (id, org_id, user_id, token_hash, created_at, last_used_at, expires_at)
            values (@SessionId, @Id, @userId, @Hash, now(), now(), now() + interval '12 hours')
            """,
            new { userId, Id, Email = $"{userId:N}@example.com", Role = EnumText.Of(role), SessionId = Guid.CreateVersion7(), Hash = Hash(token) });

        return new Caller(Server, Id, $"user:{userId}", token);
    }

    private static string Secret(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
