using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class ReviewRaceTests
{
    private const int Rounds = 50;

    [Test]
    public async Task Of_two_approvals_at_once_exactly_one_wins_every_time()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Set(new { burst_limit = 0 });
        await organisation.AddWebhookEndpoint();
        await organisation.AddWebhookEndpoint();

        for (var round = 0; round < Rounds; round++)
        {
            var id = await organisation.Admin.Queue();
            var answers = await Task.WhenAll(organisation.Admin.Approve(id), organisation.Admin.Approve(id));

            Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }));
        }

        Assert.That(await Count(organisation, "knowledge_items"), Is.EqualTo(Rounds));
        Assert.That(await Count(organisation, "contribution_decisions"), Is.EqualTo(Rounds));
        Assert.That(await Count(organisation, "webhook_deliveries"), Is.EqualTo(2 * Rounds));
        Assert.That(await Count(organisation, "pending_contributions"), Is.Zero);
        Assert.That((await organisation.Messages()).Count(message => message.Topic == "knowledge"), Is.EqualTo(Rounds));
    }

    [Test]
    public async Task An_approval_and_a_rejection_at_once_decide_once()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Set(new { burst_limit = 0 });

        for (var round = 0; round < Rounds; round++)
        {
            var id = await organisation.Admin.Queue();
            var answers = await Task.WhenAll(organisation.Admin.Approve(id), organisation.Admin.Reject(id));

            Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.NotFound }));
        }

        Assert.That(await Count(organisation, "contribution_decisions"), Is.EqualTo(Rounds));
        Assert.That(await organisation.Ask<bool>(
            """
            select count(*) = (select count(*) from knowledge_items where org_id = @Id)
            from contribution_decisions
            where org_id = @Id and decision = 'approved'
            """, new { organisation.Id }), Is.True);
    }

    [Test]
    public async Task An_undo_and_an_undo_at_once_restore_once()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Admin.Queue();
        (await organisation.Admin.Reject(id)).Expect(HttpStatusCode.OK);

        var answers = await Task.WhenAll(organisation.Admin.Undo(id), organisation.Admin.Undo(id));

        Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.That(await Count(organisation, "pending_contributions"), Is.EqualTo(1));
    }

    private static async Task<int> Count(Organisation organisation, string table) =>
        await organisation.Ask<int>($"select count(*)::int from {table} where org_id = @Id", new { organisation.Id });
}
