using System.Net;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class FlowTests
{
    [TestCase("jira:BEE-7", "jira:BEE-7")]
    [TestCase("github:hive/bees#12", "github:hive/bees%2312")]
    [TestCase("github:hive/bees#12", "github:hive%2Fbees%2312")]
    [TestCase("slack:C01:1700000000.000100", "slack:C01:1700000000.000100")]
    public async Task Runs_of_a_flow_share_its_conversation(string flowId, string inPath)
    {
        var organisation = await Hive.NewOrganisation();

        var first = await Talk.Queue(organisation, "Look at the issue", flowId);
        var second = await Talk.Queue(organisation, "Look again", flowId);

        var found = (await organisation.Admin.Get($"conversations/by-flow/{inPath}")).Expect(HttpStatusCode.OK);
        Assert.That((first.ConversationId, second.ConversationId), Is.EqualTo(((Guid?)found.Id, (Guid?)found.Id)));
        Assert.That((found.Json.GetProperty("flow_id").GetString(), found.Json.GetProperty("title").GetString()), Is.EqualTo((flowId, "Look at the issue")));
        (await (await Hive.NewOrganisation()).Admin.Get($"conversations/by-flow/{inPath}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task Two_runs_at_once_begin_one_conversation()
    {
        var organisation = await Hive.NewOrganisation();

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Talk.Queue(organisation, $"run {number}", "jira:BEE-1")));

        Assert.That(runs.Select(run => run.ConversationId).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await organisation.Admin.Get("conversations")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_joins_only_what_its_organisation_gives_to_agents()
    {
        var organisation = await Hive.NewOrganisation();
        var foreign = await Talk.Begin((await Hive.NewOrganisation()).Admin);
        var direct = await Talk.Begin(organisation.Admin, "Between us", "bob");

        (await organisation.Admin.Post("tasks", new { input_message = "Look", conversation_id = foreign })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await organisation.Admin.Post("tasks", new { input_message = "Look", conversation_id = direct })).Refused(HttpStatusCode.Conflict, "CONFLICT");
        var run = (await organisation.Admin.Post("tasks", new { input_message = "Look", flow_id = "jira:BEE-3" })).Expect(HttpStatusCode.Created);

        Assert.That(run.Json.GetProperty("conversation_id").GetGuid(), Is.EqualTo((await organisation.Admin.Get("conversations/by-flow/jira:BEE-3")).Expect(HttpStatusCode.OK).Id));
    }

    [Test]
    public async Task A_flow_has_one_conversation()
    {
        var organisation = await Hive.NewOrganisation();
        var first = (await organisation.Admin.Post("conversations", new { title = "Mine", flow_id = "jira:BEE-2" })).Expect(HttpStatusCode.Created);

        var second = (await organisation.Admin.Post("conversations", new { title = "Mine too", flow_id = "jira:BEE-2" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        var run = await Talk.Queue(organisation, "Look at it", "jira:BEE-2");

        Assert.That(second.Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(first.Id));
        Assert.That(run.ConversationId, Is.EqualTo(first.Id));
    }
}
