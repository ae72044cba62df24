using System.Net;

namespace Hivemind.FunctionalTests.Sources;

[Parallelizable(ParallelScope.All)]
public sealed class OAuthStatusTests
{
    [Test]
    public async Task A_platform_is_connected_by_an_active_installation()
    {
        var organisation = await Hive.NewOrganisation();
        await SourceTests.Connect(organisation, "github");
        await SourceTests.Connect(organisation, "slack", "revoked");

        var all = (await organisation.Admin.Get("oauth/status")).Expect(HttpStatusCode.OK).Json.GetProperty("statuses");
        var github = (await organisation.Admin.Get("oauth/status/github")).Expect(HttpStatusCode.OK).Json;

        Assert.That(
            all.EnumerateObject().Select(platform => (platform.Name, platform.Value.GetProperty("connected").GetBoolean())),
            Is.EqualTo(new[] { ("github", true), ("jira", false), ("slack", false) }));
        Assert.That((github.GetProperty("platform").GetString(), github.GetProperty("name").GetString()), Is.EqualTo(("github", "GitHub")));
        Assert.That(github.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()), Is.EqualTo(new[] { "read:org", "repo" }));
        Assert.That((github.GetProperty("webhook_registered").GetBoolean(), github.GetProperty("webhook_url").GetString()), Is.EqualTo((true, "https://hive.example.com/in")));
        Assert.That(all.GetProperty("slack").GetProperty("installed_at").GetString(), Is.Null);
    }

    [Test]
    public async Task A_platform_is_configured_by_both_its_settings()
    {
        await using var server = await TestServer.Start(settings: new()
        {
            ["OAuth:GitHub:ClientId"] = "id",
            ["OAuth:GitHub:ClientSecret"] = "a-client-secret",
            ["OAuth:Jira:ClientId"] = "id",
        });
        var organisation = await Hive.NewOrganisation(server);

        var answer = (await organisation.Admin.Get("oauth/status")).Expect(HttpStatusCode.OK);

        Assert.That(
            answer.Json.GetProperty("statuses").EnumerateObject().Select(platform => platform.Value.GetProperty("configured").GetBoolean()),
            Is.EqualTo(new[] { true, false, false }));
        Assert.That(answer.Text, Does.Not.Contain("a-client-secret"));
    }

    [Test]
    public async Task An_unknown_platform_is_a_bad_request_and_members_are_refused()
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get("oauth/status/carrier-pigeon")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await (await organisation.Agent("ada")).Get("oauth/status")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }
}
