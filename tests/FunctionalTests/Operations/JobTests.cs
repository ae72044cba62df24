using Dapper;

namespace Hivemind.FunctionalTests.Operations;

[Parallelizable(ParallelScope.All)]
public sealed class JobTests
{
    [Test]
    public async Task A_run_that_a_wrong_clock_wrote_down_for_the_future_holds_no_job_back()
    {
        var database = await TestApp.CloneDatabase();
        await using (var stopped = await TestServer.Start(database, new() { ["Jobs:Enabled"] = "false" }))
        {
            await using var connection = await stopped.Database.OpenConnectionAsync();
            await connection.ExecuteAsync("insert into deployment_config (key, value) values ('job:expired-rows', '2100-01-01T00:00:00.0000000+00:00')");
        }

        await using var server = await TestServer.Start(database);

        await Eventually.Seen(async () =>
        {
            await using var connection = await server.Database.OpenConnectionAsync();
            return !(await connection.ExecuteScalarAsync<string>("select value from deployment_config where key = 'job:expired-rows'"))!.StartsWith("2100", StringComparison.Ordinal);
        }, "the job's run of now");
    }
}
