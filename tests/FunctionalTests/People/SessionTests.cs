using System.Net;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class SessionTests
{
    [Test]
    public async Task A_new_password_ends_the_other_sessions()
    {
        await using var server = await Accounts.FreshServer();
        await (await Hive.Nobody(server)).Post("auth/register", Accounts.Registration("ada@example.com"));
        var (here, there) = (await Accounts.SignIn(server, "ada@example.com"), await Accounts.SignIn(server, "ada@example.com"));

        (await here.Post("users/me/password", new { current_password = "wrong", new_password = "another long one" })).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await here.Post("users/me/password", new { current_password = Accounts.Password, new_password = "short" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await here.Post("users/me/password", new { current_password = Accounts.Password, new_password = "another long one" })).Expect(HttpStatusCode.NoContent);

        (await here.Get("users/me")).Expect(HttpStatusCode.OK);
        (await there.Get("users/me")).Expect(HttpStatusCode.Unauthorized);
        await Accounts.SignIn(server, "ada@example.com", "another long one");
        Assert.That(server.LogText, Does.Not.Contain("another long one").And.Not.Contain(Accounts.Password));
    }

    [Test]
    public async Task Users_see_and_end_their_own_sessions_only()
    {
        await using var server = await Accounts.FreshServer();
        await (await Hive.Nobody(server)).Post("auth/register", Accounts.Registration("ada@example.com"));
        var (here, there) = (await Accounts.SignIn(server, "ada@example.com"), await Accounts.SignIn(server, "ada@example.com"));
        var stranger = await (await Hive.NewOrganisation(server)).User();

        var sessions = (await here.Get("auth/sessions")).Expect(HttpStatusCode.OK);
        var other = sessions.Items().Single(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetGuid();

        Assert.That(sessions.Json.GetProperty("total").GetInt32(), Is.EqualTo(2));
        (await stranger.Delete($"auth/sessions/{other}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await here.Delete($"auth/sessions/{other}")).Expect(HttpStatusCode.NoContent);
        (await there.Get("users/me")).Expect(HttpStatusCode.Unauthorized);
        Assert.That((await here.Get("auth/sessions")).Items().Count(), Is.EqualTo(1));
    }

    [TestCase("auth/logout")]
    [TestCase("users/me/password")]
    [CancelAfter(60_000)]
    public async Task The_sockets_of_a_session_end_with_it_at_once(string path, CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        await (await Hive.Nobody(server)).Post("auth/register", Accounts.Registration("ada@example.com"));
        var (here, there) = (await Accounts.SignIn(server, "ada@example.com"), await Accounts.SignIn(server, "ada@example.com"));
        await using var stays = await Socket.Open(here, token);
        await using var ends = await Socket.Open(there, token);
        await stays.Subscribe("tasks", token);
        await ends.Ask(new { type = "ping" }, token);

        if (path == "auth/logout")
            (await there.Post(path)).Expect(HttpStatusCode.NoContent);
        else
            (await here.Post(path, new { current_password = Accounts.Password, new_password = "another long one" })).Expect(HttpStatusCode.NoContent);

        (await here.Post("tasks", new { title = "After it in the log" })).Expect(HttpStatusCode.Created);
        await stays.Next(token);
        var ended = ends.Ended(token);
        for (var second = 0; second < 20 && !ended.IsCompleted; second++) // long before credentials are looked at in turn
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(ended, stays.Ask(new { type = "ping" }, token));
        }

        Assert.That(await ended, Is.EqualTo(4001));
    }
}
