using System.Net;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class LoginTests
{
    // A check of a password is dear; the rows of one failure stand for more of its kind.
    private const string SameFailureAgain = "insert into failed_logins (key, at) select key, at from failed_logins cross join generate_series(1, @times)";

    [Test]
    public async Task A_session_slides_with_its_use_and_ends_without()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var nobody = await Hive.Nobody(server);
        (await nobody.Post("auth/register", Accounts.Registration("ada@example.com"))).Expect(HttpStatusCode.Created);

        var answer = (await nobody.Post("auth/login", new { email = " ADA@example.com ", password = Accounts.Password })).Expect(HttpStatusCode.OK);
        Assert.That(answer.Text("token_type"), Is.EqualTo("bearer"));
        Assert.That(answer.Json.GetProperty("expires_in").GetInt32(), Is.EqualTo(12 * 3600));
        Assert.That(answer.Header("Cache-Control"), Is.EqualTo("no-store"));
        var ada = nobody with { Credential = answer.Text("access_token") };

        time.Advance(TimeSpan.FromHours(11));
        (await ada.Get("users/me")).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromHours(11));
        (await ada.Get("users/me")).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromHours(12));
        (await ada.Get("users/me")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task The_use_of_a_session_is_written_at_most_once_a_minute()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var user = await (await Hive.NewOrganisation(server)).User();
        const string Written = "select xmin::text from sessions where user_id = @id";
        var id = user.UserId();
        time.Advance(TimeSpan.FromMinutes(2));

        await user.Get("users/me");
        var first = await server.Read<string>(Written, new { id });
        time.Advance(TimeSpan.FromSeconds(59));
        await user.Get("users/me");
        var second = await server.Read<string>(Written, new { id });
        time.Advance(TimeSpan.FromSeconds(1));
        await user.Get("users/me");
        var third = await server.Read<string>(Written, new { id });

        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        await using var server = await Accounts.FreshServer();
        var nobody = await Hive.Nobody(server);
        await nobody.Post("auth/register", Accounts.Registration("ada@example.com"));
        var body = new { email = "ada@example.com", password = Accounts.Password };

        var local = (await nobody.Post("auth/login", body)).Expect(HttpStatusCode.OK).Header("Set-Cookie")!.ToLowerInvariant();
        var remote = (await nobody.Post("auth/login", body, ("Host", "hive.example.com"))).Expect(HttpStatusCode.OK).Header("Set-Cookie")!.ToLowerInvariant();

        Assert.That(local, Does.StartWith("hivemind_session=hs_").And.Contain("path=/").And.Contain("samesite=strict").And.Contain("httponly").And.Not.Contain("secure"));
        Assert.That(remote, Does.Contain("secure").And.Contain("httponly"));
    }

    [Test]
    public async Task Every_wrong_sign_in_has_the_same_answer()
    {
        await using var server = await Accounts.FreshServer();
        var nobody = await Hive.Nobody(server);
        await nobody.Post("auth/register", Accounts.Registration("ada@example.com"));
        await server.Execute("insert into users select gen_random_uuid(), org_id, 'gone@example.com', password_hash, name, false, false, 0, '{}', null, status, 'member', null, now(), now() from users");

        var wrong = (await nobody.Post("auth/login", new { email = "ada@example.com", password = "wrong" })).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        var unknown = (await nobody.Post("auth/login", new { email = "eve@example.com", password = "wrong" })).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        var inactive = (await nobody.Post("auth/login", new { email = "gone@example.com", password = Accounts.Password })).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");

        Assert.That(unknown.Text("detail"), Is.EqualTo(wrong.Text("detail")));
        Assert.That(inactive.Text("detail"), Is.EqualTo(wrong.Text("detail")));
    }

    [Test]
    public async Task Ten_wrong_passwords_close_the_door_for_a_quarter_of_an_hour()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var nobody = await Hive.Nobody(server);
        await nobody.Post("auth/register", Accounts.Registration("ada@example.com"));
        var right = new { email = "ada@example.com", password = Accounts.Password };

        (await nobody.Post("auth/login", new { email = "Ada@example.com", password = "wrong" })).Expect(HttpStatusCode.Unauthorized);
        await server.Execute(SameFailureAgain, new { times = 8 });

        (await nobody.Post("auth/login", right)).Expect(HttpStatusCode.OK);
        (await nobody.Post("auth/login", new { email = "eve@example.com", password = "wrong" })).Expect(HttpStatusCode.Unauthorized);
        var refused = (await nobody.Post("auth/login", right)).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.That(refused.Header("Retry-After"), Is.EqualTo("900"));

        time.Advance(TimeSpan.FromMinutes(15));
        (await nobody.Post("auth/login", right)).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Ten_wrong_passwords_of_one_address_close_it_from_everywhere()
    {
        await using var server = await Accounts.FreshServer();
        var nobody = await Hive.Nobody(server);
        await nobody.Post("auth/register", Accounts.Registration("ada@example.com"));
        await nobody.Post("auth/login", new { email = "ada@example.com", password = "wrong" });
        await server.Execute(SameFailureAgain, new { times = 9 });
        await server.Execute("update failed_logins set key = '192.0.2.1' where key = '127.0.0.1'");

        (await nobody.Post("auth/login", new { email = "ada@example.com", password = Accounts.Password })).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        (await nobody.Post("auth/login", new { email = "eve@example.com", password = "wrong" })).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task Logging_out_ends_the_session_and_clears_the_cookie()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User();

        var answer = (await user.Post("auth/logout")).Expect(HttpStatusCode.NoContent);

        Assert.That(answer.Header("Set-Cookie"), Does.StartWith("hivemind_session=;"));
        (await user.Get("users/me")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await organisation.Admin.Post("auth/logout")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }
}
