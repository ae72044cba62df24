using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class ListUsersTests
{
    private static readonly string[] Light = ["id", "name", "role", "skills", "status", "is_online", "last_seen_at"];

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

    private static IEnumerable<string> Names(JsonElement user) => user.EnumerateObject().Select(property => property.Name);
}
