using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Traffic.Figures;

[Parallelizable(ParallelScope.All)]
public sealed class MinuteFiguresTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 10, 42, 17, 123, TimeSpan.Zero);

    [Test, CancelAfter(120_000)]
    public async Task Minutes_are_forgotten_and_windows_stay_right()
    {
        await using var world = await World.Start(Now);
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddDays(-30), Now, 3000);
        await Fold(world);
        var before = await Minutes(world);

        world.Time.Advance(TimeSpan.FromDays(5));
        await Fold(world);
        var between = await Minutes(world);
        world.Time.Advance(TimeSpan.FromDays(5));
        await Fold(world);

        Assert.That(before.Oldest, Is.InRange(Now.AddDays(-9).AddMinutes(-1), Now.AddDays(-8)), "late events make no minutes that nobody reads");
        Assert.That((between.Count > 0, between.Count < before.Count), Is.EqualTo((true, true)));
        Assert.That((await Minutes(world)).Count, Is.Zero);
        foreach (var (since, until) in new[] { (-20.3, -13.7), (-9.1, -0.4), (-1.05, -1.01) })
        {
            var (from, to) = (Now.AddDays(since), Now.AddDays(until));
            var shown = await world.Get($"events/analytics?since={Z(from)}&until={Z(to)}&granularity=daily");
            Assert.That(shown.GetProperty("totalMessages").GetInt64(), Is.EqualTo(await world.Connection.ExecuteScalarAsync<long>(
                "select count(*) from events where org_id = @OrgId and received_at >= @from and received_at < @to", new { world.OrgId, from, to })));
        }
    }

    [TestCase("until=0001-01-01T00:00:00Z")]
    [TestCase("since=0001-01-01T00:00:00Z&until=0001-01-02T00:00:00Z")]
    [TestCase("since=9999-12-31T23:00:00Z&until=9999-12-31T23:30:00Z")]
    [TestCase("since=9999-12-31T23:00:00Z")]
    public async Task A_window_beyond_the_calendar_is_refused(string window)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"events/analytics?{window}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Over_all_time_a_window_is_not_looked_at()
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get("events/analytics?allTime=true&until=0001-01-01T00:00:00Z")).Expect(HttpStatusCode.OK);
    }

    private static async Task Fold(World world)
    {
        while (await world.Fold())
        {
        }
    }

    private static async Task<(long Count, DateTimeOffset? Oldest)> Minutes(World world)
    {
        var (count, oldest) = await world.Connection.QuerySingleAsync<(long, DateTime?)>("select count(*), min(bucket) from event_figures where grain = 'm'");
        return (count, oldest is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null);
    }

    private static string Z(DateTimeOffset time) => time.UtcDateTime.ToString("O");
}
