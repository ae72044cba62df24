using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class OrganisationTests
{
    [Test]
    public async Task It_has_defaults_until_it_decides()
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await (await organisation.User()).Get("organisation")).Expect(HttpStatusCode.OK);

        var settings = answer.Json.GetProperty("settings");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Text("id"), Is.EqualTo(organisation.Id));
            Assert.That(settings.GetProperty("require_second_reviewer").GetBoolean(), Is.False);
            Assert.That(settings.GetProperty("burst_limit").GetInt32(), Is.EqualTo(50));
            Assert.That(settings.GetProperty("burst_window_seconds").GetInt32(), Is.EqualTo(60));
            Assert.That(settings.GetProperty("user_tier").GetString(), Is.EqualTo("pro"));
            Assert.That(answer.Header("ETag"), Is.EqualTo("\"1\""));
        });
    }

    [Test]
    public async Task Only_what_is_given_changes()
    {
        var organisation = await Hive.NewOrganisation();

        await organisation.Admin.Patch("organisation", new { settings = new { burst_limit = 5 } });
        await organisation.Admin.Patch("organisation", new { settings = new { user_tier = "free" } });
        var answer = (await organisation.Admin.Patch("organisation", new { name = "Acme" })).Expect(HttpStatusCode.OK);

        var settings = answer.Json.GetProperty("settings");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Text("name"), Is.EqualTo("Acme"));
            Assert.That(settings.GetProperty("burst_limit").GetInt32(), Is.EqualTo(5));
            Assert.That(settings.GetProperty("user_tier").GetString(), Is.EqualTo("free"));
            Assert.That(settings.GetProperty("burst_window_seconds").GetInt32(), Is.EqualTo(60));
            Assert.That(answer.Json.GetProperty("row_version").GetInt32(), Is.EqualTo(4));
        });
        var user = await organisation.User();
        Assert.That((await user.Post("auth/validate")).Text("tier"), Is.EqualTo("free"));
    }

    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"settings":{"burst_limit":-1}}""", "settings.burst_limit")]
    [TestCase("""{"settings":{"burst_window_seconds":0}}""", "settings.burst_window_seconds")]
    [TestCase("""{"settings":{"user_tier":"gold"}}""", "settings.user_tier")]
    [TestCase("""{"settings":{"require_second_reviewer":"yes"}}""", "settings.require_second_reviewer")]
    public async Task What_makes_no_sense_is_refused(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await organisation.Admin.Patch("organisation", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task Only_admins_change_it_and_only_what_they_have_read()
    {
        var organisation = await Hive.NewOrganisation();
        var member = await organisation.User();
        var owner = await organisation.User(OrgRole.Owner);

        (await member.Patch("organisation", new { name = "x" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Patch("organisation", new { name = "x" }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);
        (await owner.Patch("organisation", new { name = "y" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await owner.Get("organisation", ("If-None-Match", "\"2\""))).Expect(HttpStatusCode.NotModified);
    }
}
