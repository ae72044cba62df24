using Dapper;
using Hivemind.Application.Work.Analytics;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>Every figure equals its rows, whatever the rows do and however the differences are folded.</summary>
[Parallelizable(ParallelScope.All), CancelAfter(180_000)]
public sealed class ExactFiguresTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Test]
    public async Task Folders_at_once_lose_and_double_nothing(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var server = await TestServer.Start(database, settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        using var written = new CancellationTokenSource();

        var folding = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
                await Fold(server, token);
        }, token)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteRows(server, organisation.Id, writer), token)));
        await written.CancelAsync();
        await folding;
        await Recount.Check(organisation.Admin);

        while (await Fold(server, token))
        {
        }

        await Recount.Check(organisation.Admin);
        await using var connection = await server.Database.OpenConnectionAsync(token);
        Assert.That(await connection.ExecuteScalarAsync<long>("select (select count(*) from run_changes) + (select count(*) from counter_changes)"), Is.Zero);
    }

    [Test]
    public async Task A_folder_that_dies_before_its_commit_has_done_nothing(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        await WriteRows(server, organisation.Id, 1);

        await using (var scope = server.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IFigureFolder>().Fold(token);

        await Recount.Check(organisation.Admin);
        await Fold(server, token);
        await Recount.Check(organisation.Admin);
    }

    [Test]
    public async Task A_database_that_had_tasks_before_is_counted_whole()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        await WriteRows(server, organisation.Id, 1);
        await using var connection = await server.Database.OpenConnectionAsync();

        await connection.ExecuteAsync("truncate run_changes, counter_changes, run_figures, counters");
        await connection.ExecuteAsync(
            """
            insert into run_changes select change.* from tasks task cross join lateral run_change(task, 1) change;
            insert into counter_changes select change.* from tasks task cross join lateral counter_change(task, 1) change
            """);

        await Recount.Check(organisation.Admin);
    }

    private static async Task<bool> Fold(TestServer server, CancellationToken token)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FoldFigures(), token);
    }

    /// <summary>What no route does: rows that move between hours, agents and organisations' groups, and go for good.</summary>
    private static async Task WriteRows(TestServer server, string orgId, int writer)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        for (var round = 0; round < 5; round++)
        {
            var rows = Enumerable.Range(0, 40).Select(i => new RunRow
            {
                OrgId = orgId,
                CreatedAt = Now.AddMinutes(-i * 97),
                Agent = i % 5 == 0 ? null : $"agent-{i % 5}",
                Model = i % 3 == 0 ? null : $"model-{i % 3}",
                Status = i % 4 == 0 ? "failed" : "completed",
                Category = i % 7 == 0 ? "ops" : null,
                CostUsd = i % 6 == 0 ? null : i / 9m,
                InputTokens = i * 11,
                OutputTokens = i,
                Waited = TimeSpan.FromMilliseconds(i),
                Took = TimeSpan.FromMilliseconds((i * i * 50) + i),
            }).ToList();
            await RunRows.Insert(server.Database, rows);
            var ids = rows.Select(row => row.Id).ToArray();
            await connection.ExecuteAsync("update tasks set assigned_agent = 'moved', cost_usd = 3 where id = any(@Ids)", new { Ids = ids[..10] });
            await connection.ExecuteAsync("update tasks set created_at = created_at - interval '1 hour', priority = 'high' where id = any(@Ids)", new { Ids = ids[5..15] });
            await connection.ExecuteAsync("update tasks set deleted_at = now(), lease_expires_at = now() where id = any(@Ids)", new { Ids = ids[12..20] });
            await connection.ExecuteAsync("update tasks set last_input = @writer::text, output_seq = output_seq + 1 where id = any(@Ids)", new { Ids = ids[15..25], writer });
            await connection.ExecuteAsync("delete from tasks where id = any(@Ids)", new { Ids = ids[..3] });
        }
    }
}
