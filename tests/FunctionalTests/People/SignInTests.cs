using System.Net;
using Dapper;
using Hivemind.Application.Common;
using Microsoft.Extensions.DependencyInjection;
using ICredentials = Hivemind.Application.People.ICredentials;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class SignInTests
{
    [Test]
    public async Task A_key_is_its_agent_in_its_organisation()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada", Tier.Pro, scopes: ["commons:read"]);

        var answer = (await ada.Post("auth/validate")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(answer.Json.GetProperty("org_id").GetString(), Is.EqualTo(organisation.Id));
            Assert.That(answer.Json.GetProperty("kind").GetString(), Is.EqualTo("agent"));
            Assert.That(answer.Json.GetProperty("agent_id").GetString(), Is.EqualTo("ada"));
            Assert.That(answer.Json.GetProperty("user_id").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(answer.Json.GetProperty("role").GetString(), Is.EqualTo("contributor"));
            Assert.That(answer.Json.GetProperty("tier").GetString(), Is.EqualTo("pro"));
            Assert.That(answer.Json.GetProperty("scopes")[0].GetString(), Is.EqualTo("commons:read"));
        });
    }

    [Test]
    public async Task A_session_is_its_user_with_the_tier_of_the_organisation()
    {
        var organisation = await Hive.NewOrganisation();
        await using (var connection = await organisation.Server.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("update organisations set settings = '{\"user_tier\":\"enterprise\"}' where id = @Id", new { organisation.Id });
        var user = await organisation.User(OrgRole.Owner);

        var answer = (await user.Post("auth/validate")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(answer.Json.GetProperty("kind").GetString(), Is.EqualTo("user"));
            Assert.That($"user:{answer.Json.GetProperty("user_id").GetGuid()}", Is.EqualTo(user.ActorId));
            Assert.That(answer.Json.GetProperty("role").GetString(), Is.EqualTo("owner"));
            Assert.That(answer.Json.GetProperty("tier").GetString(), Is.EqualTo("enterprise"));
            Assert.That(answer.Json.GetProperty("expires_at").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UnixEpoch));
        });
    }

    [Test]
    public async Task A_ticket_works_once_whichever_servers_it_is_shown_to()
    {
        var organisation = await Hive.NewOrganisation();
        await using var other = await TestServer.Start();
        var user = await organisation.User();
        var ticket = (await user.Post("stream/tickets")).Expect(HttpStatusCode.Created).Json.GetProperty("ticket").GetString()!;

        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Authenticate(i % 2 == 0 ? organisation.Server : other, ticket)));

        Assert.That(tries.Count(principal => principal is not null), Is.EqualTo(1));
        Assert.That(tries.Single(principal => principal is not null)!.ActorId, Is.EqualTo(user.ActorId));
        Assert.That(await Authenticate(organisation.Server, ticket), Is.Null);
    }

    private static async Task<Principal?> Authenticate(TestServer server, string credential)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICredentials>().Authenticate(credential, ticketAllowed: true, CancellationToken.None);
    }
}
