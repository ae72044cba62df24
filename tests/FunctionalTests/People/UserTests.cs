using System.Net;
using System.Text.Json;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class UserTests
{
    private static readonly string[] Light = ["id", "name", "role", "skills", "status", "is_online", "last_seen_at"];

    [Test]
    public async Task A_user_describes_itself_but_never_says_that_it_is_online()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();

        var body = new { name = "Ada L.", role = "engineer", skills = new[] { "math", "looms" }, status = "busy", is_online = true, org_role = "owner", impact_score = 9 };
        (await ada.Put("users/me", body)).Expect(HttpStatusCode.OK);
        var own = (await ada.Get("users/me")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(own.Text("name"), Is.EqualTo("Ada L."));
            Assert.That(own.Text("role"), Is.EqualTo("engineer"));
            Assert.That(own.Json.GetProperty("skills").GetArrayLength(), Is.EqualTo(2));
            Assert.That(own.Text("status"), Is.EqualTo("busy"));
            Assert.That(own.Json.GetProperty("is_online").GetBoolean(), Is.False);
            Assert.That(own.Text("org_role"), Is.EqualTo("member"));
            Assert.That(own.Json.GetProperty("impact_score").GetInt32(), Is.Zero);
            Assert.That(own.Text("email"), Does.Contain("@"));
            Assert.That(own.Json.TryGetProperty("password_hash", out _), Is.False);
        });
        (await ada.Put("users/me", new { name = "x" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await ada.Put("users/me", new { name = "x", status = "away" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get("users/me")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task Members_see_light_profiles_and_admins_a_little_more()
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob) = (await organisation.User(), await organisation.User());

        var seen = (await ada.Get($"users/{bob.UserId()}")).Expect(HttpStatusCode.OK);
        var listed = (await ada.Get("users")).Expect(HttpStatusCode.OK);
        var byAdmin = (await organisation.Admin.Get("users")).Expect(HttpStatusCode.OK);

        Assert.That(Names(seen.Json), Is.EquivalentTo(Light));
        Assert.That(listed.Items().Select(Names), Has.All.EquivalentTo(Light));
        Assert.That(listed.Json.GetProperty("total").GetInt32(), Is.EqualTo(2));
        Assert.That(byAdmin.Items().Select(Names), Has.All.EquivalentTo(Light.Concat(["email", "org_role", "is_active"])));
        Assert.That(seen.Header("ETag"), Is.EqualTo("\"1\""));
    }

    [Test]
    public async Task Members_cannot_find_users_by_their_address()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();

        Assert.That((await ada.Get("users?q=example.com")).Items(), Is.Empty);
        Assert.That((await organisation.Admin.Get("users?q=EXAMPLE.com")).Items().Count(), Is.EqualTo(1));
        Assert.That((await ada.Get("users?q=test")).Items().Count(), Is.EqualTo(1));
        Assert.That((await ada.Get("users?q=%25")).Items(), Is.Empty);
        Assert.That((await ada.Get("users?is_active=false")).Items(), Is.Empty);
    }

    [Test]
    public async Task A_list_is_read_on_by_its_cursor()
    {
        var organisation = await Hive.NewOrganisation();
        for (var i = 0; i < 5; i++)
            await organisation.User();
        await organisation.Server.Execute("update users set created_at = '2026-01-01Z' where org_id = @Id", new { organisation.Id });

        var seen = new List<Guid>();
        for (string? cursor = null, path = "users?limit=2"; path is not null; path = cursor is null ? null : $"users?limit=2&cursor={cursor}")
        {
            var page = (await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Items().Select(user => user.GetProperty("id").GetGuid()));
            cursor = page.Json.GetProperty("next_cursor").GetString();
        }

        Assert.That(seen.Distinct().Count(), Is.EqualTo(5));
        Assert.That(seen, Has.Count.EqualTo(5));
        (await organisation.Admin.Get("users?limit=0")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get("users?cursor=nonsense")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        var other = (await organisation.Admin.Get("users?limit=2")).Text("next_cursor");
        (await organisation.Admin.Get($"users?q=t&cursor={other}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get($"users?offset=1&cursor={other}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Deactivating_a_user_ends_its_sessions()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();

        var answer = (await organisation.Admin.Patch($"users/{ada.UserId()}", new { is_active = false })).Expect(HttpStatusCode.OK);
        Assert.That(answer.Json.GetProperty("is_active").GetBoolean(), Is.False);
        (await ada.Get("users/me")).Expect(HttpStatusCode.Unauthorized);

        (await organisation.Admin.Patch($"users/{ada.UserId()}", new { is_active = true })).Expect(HttpStatusCode.OK);
        (await ada.Get("users/me")).Expect(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Owners_are_made_and_unmade_by_owners_and_one_stays()
    {
        var organisation = await Hive.NewOrganisation();
        var (owner, ada) = (await organisation.User(OrgRole.Owner), await organisation.User());

        (await organisation.Admin.Patch($"users/{ada.UserId()}", new { org_role = "owner" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await ada.Patch($"users/{ada.UserId()}", new { org_role = "admin" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Patch($"users/{owner.UserId()}", new { org_role = "member" })).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await owner.Patch($"users/{owner.UserId()}", new { is_active = false })).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await owner.Patch($"users/{ada.UserId()}", new { org_role = "owner" })).Expect(HttpStatusCode.OK);

        var both = await Task.WhenAll(
            owner.Patch($"users/{ada.UserId()}", new { org_role = "member" }), ada.Patch($"users/{owner.UserId()}", new { org_role = "member" }));
        Assert.That(both.Count(answer => answer.Status is HttpStatusCode.OK), Is.EqualTo(1));
    }

    [Test]
    public async Task A_job_is_removed_by_null_and_kept_by_silence()
    {
        var organisation = await Hive.NewOrganisation();
        var path = $"users/{(await organisation.User()).UserId()}";

        await organisation.Admin.Patch(path, new { role = "engineer" });
        var kept = await organisation.Admin.Patch(path, new { name = "Ada" });
        var removed = await organisation.Admin.Patch(path, """{"role":null}""");

        Assert.That(kept.Text("role"), Is.EqualTo("engineer"));
        Assert.That(removed.Json.GetProperty("role").ValueKind, Is.EqualTo(JsonValueKind.Null));
        (await organisation.Admin.Patch(path, new { name = "x" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Patch(path, new { org_role = "contributor" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Users_of_another_organisation_do_not_exist()
    {
        var ada = await (await Hive.NewOrganisation()).User();
        var stranger = (await Hive.NewOrganisation()).Admin;

        (await stranger.Get($"users/{ada.UserId()}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Patch($"users/{ada.UserId()}", new { name = "x" })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.That((await stranger.Get("users")).Items(), Is.Empty);
    }

    private static IEnumerable<string> Names(JsonElement user) => user.EnumerateObject().Select(property => property.Name);
}
