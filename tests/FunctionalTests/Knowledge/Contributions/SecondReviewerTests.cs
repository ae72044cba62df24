using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class SecondReviewerTests
{
    [Test]
    public async Task Without_the_setting_contributors_approve_their_own()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");

        (await agent.Approve(await agent.Queue())).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task With_the_setting_neither_the_contributor_nor_the_maker_of_its_key_approves()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Set(new { require_second_reviewer = true });
        var (agent, maker, other) = (await organisation.Agent("ada"), await organisation.User(), await organisation.User());
        await organisation.Server.Do("update api_keys set created_by = @ActorId where org_id = @OrgId and agent_id = 'ada'", new { maker.ActorId, maker.OrgId });
        var id = await agent.Queue();

        (await agent.Approve(id)).Refused(HttpStatusCode.Forbidden, "SECOND_REVIEWER_REQUIRED");
        (await maker.Approve(id)).Refused(HttpStatusCode.Forbidden, "SECOND_REVIEWER_REQUIRED");
        (await other.Approve(id)).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Rejecting_ones_own_remains_allowed()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Set(new { require_second_reviewer = true });
        var agent = await organisation.Agent("ada");

        (await agent.Reject(await agent.Queue())).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_policy_without_review_can_neither_approve_reject_undo_nor_sort()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");
        await organisation.AddPolicy("ada", $"namespace:{organisation.Id}", "read");
        var (pending, rejected) = (await organisation.Admin.Queue(), await organisation.Admin.Queue());
        await organisation.Admin.Reject(rejected);

        (await agent.Approve(pending)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Reject(pending)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Undo(rejected)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Patch($"contributions/{pending}", new { category = "general" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_contributions where id = @pending", new { pending }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_without_the_review_scope_reviews_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada", scopes: ["commons:read", "commons:write"]);
        var id = await agent.Queue();

        (await agent.Get("contributions")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Approve(id)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Get($"contributions/{id}")).Expect(HttpStatusCode.OK);
        (await agent.Get($"contributions/{await organisation.Admin.Queue()}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
