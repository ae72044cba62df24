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

    [Test]
    public async Task A_ticket_opens_a_stream_at_any_server_within_its_minute()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        var database = await TestApp.CloneDatabase();
        await using var here = await TestServer.Start(database, time: time);
        await using var there = await TestServer.Start(database, time: time);
        var organisation = await Hive.NewOrganisation(here);
        var nobody = await Hive.Nobody(there);
        var (used, late) = (await Ticket(organisation.Admin), await Ticket(organisation.Admin));

        (await nobody.Get($"stream/events?token={used}")).Expect(HttpStatusCode.OK);
        (await nobody.Get($"stream/events?token={used}")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        time.Advance(TimeSpan.FromSeconds(60));
        (await nobody.Get($"stream/events?token={late}")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await nobody.Get($"stream/events?token={organisation.Admin.Credential}")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_ticket_lives_no_longer_than_the_credential_that_made_it()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User();
        var (ticket, open) = (await Ticket(user), await Ticket(user));
        var principal = await Authenticate(organisation.Server, open);
        Assert.That(await IsStillValid(organisation.Server, principal!), Is.True);

        await user.Post("auth/logout");

        Assert.That(await IsStillValid(organisation.Server, principal!), Is.False);
        Assert.That(await Authenticate(organisation.Server, ticket), Is.Null);
    }

    private static async Task<string> Ticket(Caller caller) => (await caller.Post("stream/tickets")).Expect(HttpStatusCode.Created).Text("ticket");

    private static async Task<bool> IsStillValid(TestServer server, Principal principal)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICredentials>().IsStillValid(principal, CancellationToken.None);
    }

    private static async Task<Principal?> Authenticate(TestServer server, string credential)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICredentials>().Authenticate(credential, ticketAllowed: true, CancellationToken.None);
    }
}
