using System.Net;
using System.Text.Json;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class UserTests
{
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
}
