using System.Net;
using Hivemind.FunctionalTests.Knowledge;
using Hivemind.FunctionalTests.Knowledge.Contributions;

namespace Hivemind.FunctionalTests.Database;

/// <summary>A real streaming replica answers reads, and nobody can tell.</summary>
[Category("Slow"), CancelAfter(180_000)]
public sealed class ReplicaTests
{
    [Test]
    public async Task Reads_go_to_a_replica_that_has_caught_up_and_to_the_primary_when_it_lags_or_dies(CancellationToken token)
    {
        await using var replica = await Replica.Start(TestApp.Prepare, token);
        await using var writer = await TestServer.Start(replica.Primary);
        await using var server = await TestServer.Start(
            replica.Primary, new() { ["ConnectionStrings:HivemindReplicas"] = replica.Standby, ["Limits:BurstCount"] = "0" });
        var organisation = await Hive.NewOrganisation(server);

        // Written on another process, read at once on this one, again and again.
        for (var number = 1; number <= 20; number++)
        {
            var text = Contribute.Text();
            var id = await organisation.Admin.At(writer).Publish(text);
            (await organisation.Admin.Get($"knowledge/{id}")).Expect(HttpStatusCode.OK);
            Assert.That(await organisation.Admin.Finds(text), Has.Member(id));
            Assert.That((await organisation.Admin.Get("stats/org")).Json.GetProperty("contributions_total").GetInt32(), Is.EqualTo(number));
        }

        await ReplicaIsAsked(organisation.Admin, replica, token);

        await replica.Pause();
        var late = await organisation.Admin.Publish();
        (await organisation.Admin.Get($"knowledge/{late}")).Expect(HttpStatusCode.OK);

        await replica.Kill();
        (await organisation.Admin.Get($"knowledge/{late}")).Expect(HttpStatusCode.OK);
        Assert.That((await organisation.Admin.Get("stats/org")).Json.GetProperty("contributions_total").GetInt32(), Is.EqualTo(21));

        await replica.Resume();
        await ReplicaIsAsked(organisation.Admin, replica, token);
    }

    private static async Task ReplicaIsAsked(Caller caller, Replica replica, CancellationToken token)
    {
        var before = await replica.Rows();
        while (await replica.Rows() == before)
        {
            (await caller.Get("stats/org")).Expect(HttpStatusCode.OK);
            await Task.Delay(50, token);
        }
    }
}
