using System.Text.Json;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Knowledge.Contributions;

namespace Hivemind.FunctionalTests.Serving;

[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(180_000)]
public sealed class DemoTests
{
    private const string Counts =
        """
        select jsonb_build_object(
            'pending', (select count(*) from pending_contributions),
            'alike', (select count(*) - count(distinct content_hash) from pending_contributions),
            'forks', (select count(*) from pending_contributions where conflict_action = 'VERSION_FORK' and supersedes_item_id is not null),
            'redacted', (select count(*) from pending_contributions where content like '%[API\_KEY]%'),
            'rejected', (select count(*) from contribution_decisions where decision = 'rejected' and reason is not null),
            'approved', (select count(*) from contribution_decisions where decision = 'approved'),
            'days', (select count(distinct date(contributed_at)) from knowledge_items) >= 7,
            'published', (select count(*) from knowledge_items where is_public),
            'agents', (select count(distinct source_agent_id) from knowledge_items),
            'retrieved', (select count(*) from knowledge_items where retrieval_count > 0) >= 5,
            'votes', (select sum(helpful_count + not_helpful_count) from knowledge_items) >= 20,
            'cards', (select count(*) from tasks where kind = 'work'),
            'runs', (select count(*) from tasks where kind = 'run' and completed_at is not null) >= 50,
            'said', (select count(*) from messages),
            'signals', (select count(*) from quality_signals),
            'audited', (select count(*) from audit_log))::text
        """;

    [Test]
    public async Task What_was_interrupted_is_finished_by_the_next_run(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);
        await HivemindProgram.Run(["demo"], HivemindProgram.In(directory.Path), token);
        var filled = await server.Server.Ask<long>("select count(*) from quality_signals where signal_type like 'outcome%'");
        await server.Server.Ask<string>("delete from quality_signals where signal_type like 'outcome%' and id > (select min(id::text)::uuid from quality_signals where signal_type like 'outcome%') returning ''");

        var again = await HivemindProgram.Run(["demo"], HivemindProgram.In(directory.Path), token);

        Assert.That(again.Well().Output.Trim(), Does.StartWith("Demo: 0 sample notes added"));
        Assert.That(await server.Server.Ask<long>("select count(*) from quality_signals where signal_type like 'outcome%'"), Is.EqualTo(filled));
    }

    [Test]
    public async Task The_demo_fills_a_fresh_organisation_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);

        var first = await HivemindProgram.Run(["demo"], HivemindProgram.In(directory.Path), token);
        var filled = await server.Server.Ask<string>(Counts);
        var second = await HivemindProgram.Run(["demo"], HivemindProgram.In(directory.Path), token);

        Assert.That(first.Well().Output.Trim(), Does.StartWith("Demo: 36 sample notes added, 27 of them approved").And.Not.Contain('\n'));
        Assert.That(second.Well().Output.Trim(), Is.EqualTo("Demo: the 36 sample notes were already there, nothing was added."));
        Assert.That(await server.Server.Ask<string>(Counts), Is.EqualTo(filled));

        var counts = JsonDocument.Parse(filled ?? "{}").RootElement;
        int Count(string name) => counts.GetProperty(name).GetInt32();
        Assert.Multiple(() =>
        {
            Assert.That(Count("pending"), Is.EqualTo(8));
            Assert.That(Count("alike"), Is.EqualTo(1));
            Assert.That(Count("forks"), Is.EqualTo(1));
            Assert.That(Count("redacted"), Is.EqualTo(1));
            Assert.That(Count("rejected"), Is.EqualTo(1));
            Assert.That(Count("approved"), Is.EqualTo(27));
            Assert.That(counts.GetProperty("days").GetBoolean(), Is.True, "the notes are spread over days");
            Assert.That(Count("published"), Is.EqualTo(8));
            Assert.That(Count("agents"), Is.EqualTo(5));
            Assert.That(counts.GetProperty("retrieved").GetBoolean() && counts.GetProperty("votes").GetBoolean(), Is.True, filled);
            Assert.That(Count("cards"), Is.EqualTo(11));
            Assert.That(counts.GetProperty("runs").GetBoolean(), Is.True, filled);
            Assert.That(Count("said"), Is.EqualTo(6));
        });
    }
}
