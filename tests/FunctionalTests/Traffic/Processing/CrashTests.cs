using System.Net;
using Hivemind.FunctionalTests.Serving;
using Hivemind.FunctionalTests.Traffic.DeadLetters;
using Hivemind.FunctionalTests.Traffic.Replays;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Processing;

/// <summary>The server dies while events are handled: each ends once, and no step that was stored as done is done again.</summary>
[Category("Slow"), CancelAfter(240_000)]
public sealed class CrashTests
{
    [Test]
    public async Task After_kill_9_every_event_ends_and_what_was_done_is_not_done_again(CancellationToken token)
    {
        var database = await Database();
        await using var before = await ServerProcess.StartHandling(database, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        await HandlingServer.Events(before.Server, organisation, 600);
        await Until(before.Server, "select count(*) > 100 from events where status = 'completed'", token);

        await before.Kill(token);
        await using var after = await ServerProcess.StartHandling(database, token);
        var done = await after.Server.Read<long>("select count(*) from test_steps");
        await Until(after.Server, "select count(*) = 600 from events where status = 'completed'", token);

        Assert.That(await after.Server.Read<long>("select count(distinct event_id) from test_steps"), Is.EqualTo(600));
        Assert.That(await after.Server.Read<long>("select count(*) from test_steps") - 600, Is.LessThanOrEqualTo(done), "only steps that were not stored are repeated");
        Assert.That(await after.Server.Read<long>("select count(*) from event_work"), Is.Zero);
        await Agree(organisation with { Server = after.Server, Admin = organisation.Admin.At(after.Server) });
    }

    [Test]
    public async Task After_kill_9_a_bulk_retry_and_a_replay_go_on(CancellationToken token)
    {
        var database = await Database();
        await using var before = await ServerProcess.StartHandling(database, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        await HandlingServer.Events(before.Server, organisation, 400);
        await Until(before.Server, "select count(*) = 400 from events where status = 'completed'", token);
        await Letters(organisation, 400);

        var replay = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { since = "2020-01-01T00:00:00Z", skipProcessed = false }))).Expect(HttpStatusCode.Accepted).Id;
        var retry = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { ratePerSecond = 100 }))).Expect(HttpStatusCode.Accepted).Id;
        await Until(before.Server, "select count(*) > 50 from dead_letters where status = 'resolved'", token);
        await Until(before.Server, "select processed > 20 from replay_sessions", token);
        await before.Kill(token);
        var resolved = await Resolved(database);

        await using var after = await ServerProcess.StartHandling(database, token);
        var admin = organisation with { Server = after.Server, Admin = organisation.Admin.At(after.Server) };
        await Until(after.Server, "select count(*) = 0 from dead_letter_retries where status = 'running'", token);
        await Until(after.Server, "select count(*) = 0 from replay_sessions where status = 'running'", token);

        Assert.That((await BulkRetryTests.Retry(admin, retry)).GetProperty("progress").ToString(),
            Is.EqualTo("""{"total":400,"processed":400,"succeeded":400,"failed":0,"skipped":0}"""));
        Assert.That((await ReplayTests.Replay(admin, replay)).GetProperty("progress").GetProperty("errors").GetInt32(), Is.Zero);
        Assert.That((await ReplayTests.Replay(admin, replay)).GetProperty("status").GetString(), Is.EqualTo("completed"));
        Assert.That(await after.Server.Read<long>("select count(*) from dead_letters where status = 'resolved' and manual_retry_count = 1"), Is.EqualTo(400));
        Assert.That(await after.Server.Read<long>(
            "select count(*) from (select event_id from test_steps where event_id in (select event_id from dead_letters where id = any(@resolved)) group by 1 having count(*) > 1) twice",
            new { resolved }), Is.Zero, "what was stored as resolved did not run again");
        await Agree(admin);
    }

    private static async Task<string> Database()
    {
        var database = await TestApp.CloneDatabase();
        await HandlingServer.Prepare(database);
        return database;
    }

    /// <summary>Failed events of the handler with a letter each.</summary>
    private static async Task Letters(Organisation organisation, int count)
    {
        await BulkRetryTests.Letters(organisation, "custom.lost", count);
        await organisation.Server.Read<int>(
            "update dead_letters set handler = @Handler; update events set raw_payload = '{\"bad\":false}' where event_type = 'custom.lost'; select 1",
            new { HandlingServer.Handler });
        await organisation.Server.Read<int>("update events set received_at = '2010-01-01' where event_type = 'custom.lost'; select 1");
    }

    private static async Task<Guid[]> Resolved(string database)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        return [.. await Dapper.SqlMapper.QueryAsync<Guid>(connection, "select id from dead_letters where status = 'resolved'")];
    }

    /// <summary>The figures are what a count of the rows says.</summary>
    private static async Task Agree(Organisation organisation)
    {
        var stats = (await organisation.Admin.Get("dead-letters/stats")).Expect(HttpStatusCode.OK).Json;
        foreach (var status in new[] { "pending", "retrying", "resolved", "abandoned" })
            Assert.That(stats.GetProperty(status).GetInt64(), Is.EqualTo(await organisation.Server.Read<long>("select count(*) from dead_letters where status = @status", new { status })), status);
    }

    private static async Task Until(TestServer server, string sql, CancellationToken token)
    {
        while (true)
        {
            try
            {
                if (await server.Read<bool>(sql))
                    return;
            }
            catch (NpgsqlException)
            {
                // it is being restarted
            }

            Assert.That(token.IsCancellationRequested, Is.False, $"Never true: {sql}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
