using System.Net;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Serving;
using Hivemind.FunctionalTests.Traffic.DeadLetters;
using Hivemind.FunctionalTests.Traffic.Replays;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Processing;

/// <summary>The server or its database dies while events are handled: each ends once, and no step that was stored as done is done again.</summary>
[Category("Slow"), CancelAfter(200_000)]
public sealed class CrashTests
{
    [Test]
    public async Task After_kill_9_every_event_ends_and_what_was_done_is_not_done_again(CancellationToken token)
    {
        var database = await Database();
        await using var before = await ServerProcess.StartHandling(database, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        await HandlingServer.Events(before.Server, organisation, 600);
        await Until(before, "select count(*) > 100 from events where status = 'completed'", token);

        await before.Kill(token);
        await using var after = await ServerProcess.StartHandling(database, token);
        var done = await after.Server.Read<long>("select count(*) from test_steps");
        await Until(after, "select count(*) = 600 from events where status = 'completed'", token);

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
        await Until(before, "select count(*) = 400 from events where status = 'completed'", token);
        await Letters(organisation, 400);

        var replay = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { since = "2020-01-01T00:00:00Z", skipProcessed = false }))).Expect(HttpStatusCode.Accepted).Id;
        var retry = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { ratePerSecond = 100 }))).Expect(HttpStatusCode.Accepted).Id;
        await Until(before, "select count(*) > 50 from dead_letters where status = 'resolved'", token);
        await Until(before, "select processed > 20 from replay_sessions", token);
        await before.Kill(token);
        var resolved = await Resolved(database);

        await using var after = await ServerProcess.StartHandling(database, token);
        var admin = organisation with { Server = after.Server, Admin = organisation.Admin.At(after.Server) };
        await Until(after, "select count(*) = 0 from dead_letter_retries where status = 'running'", token);
        await Until(after, "select count(*) = 0 from replay_sessions where status = 'running'", token);

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

    [Test]
    public async Task When_postgresql_dies_during_each_of_them_all_ends_well(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var given = await directory.Start();
        await HandlingServer.Prepare(given.ConnectionString);
        await using var server = await ServerProcess.StartHandling(given.ConnectionString, token);
        var organisation = await Hive.NewOrganisation(server.Server);

        await HandlingServer.Events(server.Server, organisation, 300, bad: true);
        await HandlingServer.Events(server.Server, organisation, 300);
        await Until(server, "select count(*) > 50 from events where status = 'completed'", token);
        await Restart();
        await Until(server, "select count(*) = 600 from events where event_type = 'custom.step' and status in ('completed', 'failed')", token);
        Assert.That(await server.Server.Read<long>("select count(*) from dead_letters"), Is.EqualTo(await server.Server.Read<long>("select count(*) from events where status = 'failed'")));

        await server.Server.Read<int>("insert into test_repairs values (true)");
        (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { ratePerSecond = 100 }))).Expect(HttpStatusCode.Accepted);
        await Until(server, "select count(*) > 20 from dead_letters where status = 'resolved'", token);
        await Restart();
        await Until(server, "select count(*) = 0 from dead_letter_retries where status = 'running'", token);

        (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { since = "2020-01-01T00:00:00Z" }))).Expect(HttpStatusCode.Accepted);
        await Until(server, "select processed > 20 from replay_sessions", token);
        await Restart();
        await Until(server, "select count(*) = 0 from replay_sessions where status = 'running'", token);

        Assert.That(await server.Server.Read<long>("select processed + skipped from replay_sessions where status = 'completed'"), Is.EqualTo(600));
        Assert.That(await server.Server.Read<long>("select count(*) from (select 1 from dead_letters group by event_id, handler having count(*) > 1) twice"), Is.Zero);
        await Agree(organisation);

        async Task Restart()
        {
            directory.Postmaster().Kill();
            await Eventually.Seen(async () => await given.Revive(token), "the restart of PostgreSQL");
            NpgsqlConnection.ClearAllPools();
        }
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

    private static async Task Until(ServerProcess process, string sql, CancellationToken token)
    {
        var server = process.Server;
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

            if (token.IsCancellationRequested)
                Assert.Fail($"Never true: {sql}\n{await Seen(server)}\n{process.Text[Math.Max(0, process.Text.Length - 6000)..]}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static Task<string> Seen(TestServer server) => server.Read<string>(
        """
        select concat_ws(' | ',
            (select string_agg(status || ' ' || n, ', ') from (select status, count(*) as n from events group by 1) one),
            (select string_agg(status || ' ' || n, ', ') from (select status, count(*) as n from dead_letters group by 1) one),
            (select concat_ws(' ', 'work', count(*), 'claimed', count(claim), 'next', min(due_at), 'leased', max(leased_until), 'now', now()) from event_work))
        """);
}
