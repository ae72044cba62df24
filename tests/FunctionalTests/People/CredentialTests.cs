using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class CredentialTests
{
    [Test]
    public async Task Every_credential_problem_has_the_same_answer()
    {
        var organisation = await Hive.NewOrganisation();
        var nobody = await Hive.Nobody();
        var revoked = await organisation.Agent("revoked");
        var expired = await organisation.Agent("expired");
        var inactive = await organisation.User();
        var signedOut = await organisation.User();
        var ended = await organisation.User();
        await organisation.Server.Execute(
            """
            update api_keys set is_active = false where org_id = @Id and agent_id = 'revoked';
            update api_keys set expires_at = now() where org_id = @Id and agent_id = 'expired';
            update users set is_active = false where id = @Inactive;
            update sessions set revoked_at = now() where user_id = @SignedOut;
            update sessions set expires_at = now() where user_id = @Ended;
            """, new { organisation.Id, Inactive = inactive.UserId(), SignedOut = signedOut.UserId(), Ended = ended.UserId() });

        string[] credentials =
        [
            "", "nonsense", "hm_unknown", "hs_unknown", "ht_unknown", "hm_" + new string('x', 8000),
            revoked.Credential, expired.Credential, inactive.Credential, signedOut.Credential, ended.Credential,
        ];
        var answers = await Task.WhenAll(credentials.Select(credential => (nobody with { Credential = credential }).Get("organisation")));

        foreach (var answer in answers)
            answer.Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");

        var bodies = answers.Select(answer => answer.Text.Replace(answer.Text("traceId"), "", StringComparison.Ordinal)).Distinct();
        Assert.That(bodies.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_credential_present_decides()
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, user) = (await organisation.Agent("ada"), await organisation.User());
        var nobody = await Hive.Nobody();
        var cookie = ("Cookie", $"hivemind_session={user.Credential}");

        var keyFirst = await user.Post("auth/validate", null, ("X-API-Key", ada.Credential));
        var wrongKeyFirst = await user.Post("auth/validate", null, ("X-API-Key", "hm_wrong"));
        var headerFirst = await ada.Post("auth/validate", null, cookie);
        var wrongHeaderFirst = await (nobody with { Credential = "hs_wrong" }).Post("auth/validate", null, cookie);
        var otherScheme = await nobody.Post("auth/validate", null, ("Authorization", "Basic eDp5"), cookie);

        Assert.That(keyFirst.Text("agent_id"), Is.EqualTo("ada"));
        Assert.That(headerFirst.Text("agent_id"), Is.EqualTo("ada"));
        wrongKeyFirst.Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        wrongHeaderFirst.Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        otherScheme.Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task A_token_in_the_address_is_no_credential_outside_streams()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada");
        var nobody = await Hive.Nobody();

        (await nobody.Get($"organisation?token={ada.Credential}")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await nobody.Post($"stream/tickets?token={ada.Credential}")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task A_ticket_is_no_credential_outside_streams()
    {
        var organisation = await Hive.NewOrganisation();
        var ticket = (await organisation.Admin.Post("stream/tickets")).Text("ticket");

        (await (organisation.Admin with { Credential = ticket }).Get("organisation")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task A_change_by_cookie_needs_the_header_that_other_sites_cannot_send()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User(OrgRole.Admin);
        var nobody = await Hive.Nobody();
        var cookie = ("Cookie", $"hivemind_session={user.Credential}");

        (await nobody.Get("organisation", cookie)).Expect(HttpStatusCode.OK);
        (await nobody.Patch("organisation", new { name = "x" }, cookie)).Refused(HttpStatusCode.Forbidden, "CSRF_REQUIRED");
        (await nobody.Patch("organisation", new { name = "x" }, cookie, ("X-Hivemind-Csrf", "1"))).Expect(HttpStatusCode.OK);
        (await user.Patch("organisation", new { name = "y" })).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_does_only_what_its_scopes_name()
    {
        var organisation = await Hive.NewOrganisation();
        var keys = await organisation.Agent("keys", isAdmin: true, scopes: ["keys:read"]);
        var people = await organisation.Agent("people", isAdmin: true, scopes: ["people:write"]);

        (await keys.Get("api-keys")).Expect(HttpStatusCode.OK);
        (await keys.Post("api-keys", new { agent_id = "x", name = "x" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await keys.Get("organisation")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await keys.Post("auth/validate")).Expect(HttpStatusCode.OK);
        (await keys.Post("stream/tickets")).Expect(HttpStatusCode.Created);
        (await people.Patch("organisation", new { name = "x" })).Expect(HttpStatusCode.OK);
        (await people.Get("users")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task Only_hashes_are_stored()
    {
        var organisation = await Hive.NewOrganisation();
        var key = (await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x" })).Expect(HttpStatusCode.Created).Text("key");
        var ticket = (await organisation.Admin.Post("stream/tickets")).Text("ticket");

        var rows = await organisation.Server.Read<string>(
            """
            select (select string_agg(k::text, ' ') from api_keys k where org_id = @Id) ||
                   (select string_agg(t::text, ' ') from stream_tickets t where principal ->> 'org_id' = @Id)
            """, new { organisation.Id });

        Assert.That(rows, Does.Contain(organisation.Id).And.Not.Contain(key[8..]).And.Not.Contain(ticket[8..]));
        Assert.That(organisation.Server.LogText, Does.Not.Contain(key[8..]).And.Not.Contain(ticket[8..]));
    }
}
