using Dapper;
using Hivemind.Application.Traffic.Events;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Events;

[Parallelizable(ParallelScope.All)]
public sealed class RecordEventTests
{
    [Test]
    public async Task An_event_and_its_live_row_commit_together()
    {
        var organisation = await Hive.NewOrganisation();

        var recorded = await organisation.Server.Record(New(organisation), New(organisation));

        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<string>("select payload from stream_events where org_id = @Id and name = 'event.received' order by tx, id", new { organisation.Id });
        var stored = await connection.QueryAsync<Guid>("select id from events where org_id = @Id order by id", new { organisation.Id });
        Assert.That(stored, Is.EquivalentTo(recorded.Select(one => one.Event.Id)));
        Assert.That(rows, Is.EqualTo(recorded.Select(one =>
            $$"""{"id":"{{one.Event.Id}}","eventType":"custom.test","instanceId":null,"receivedAt":"{{one.Event.ReceivedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFFFFZ}}"}""")));
    }

    [Test, CancelAfter(150_000)]
    public async Task Writers_of_the_same_external_ids_record_each_once()
    {
        var organisation = await Hive.NewOrganisation();
        var instance = Guid.CreateVersion7();
        string[] names = [.. Enumerable.Range(0, 20).Select(number => $"m-{number}")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => organisation.Server.Record(
            [.. (writer % 2 == 0 ? names : names.Reverse()).Select(name => New(organisation) with { InstanceId = instance, ExternalId = name })])));

        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var stored = (await connection.QueryAsync<(string Name, Guid Id)>("select external_id, id from events where org_id = @Id", new { organisation.Id })).ToList();
        Assert.That(stored.Select(row => row.Name), Is.EquivalentTo(names));
        Assert.That(answers.SelectMany(answer => answer).Count(one => one.IsNew), Is.EqualTo(20));
        Assert.That(answers.SelectMany(answer => answer.Select(one => (one.Event.ExternalId!, one.Event.Id))).Distinct(), Is.EquivalentTo(stored));
    }

    [Test]
    public async Task A_batch_that_repeats_itself_records_the_first()
    {
        var organisation = await Hive.NewOrganisation();
        var one = New(organisation) with { ExternalId = "same" };

        var recorded = await organisation.Server.Record(one, one, one with { EventType = "custom.other" }, New(organisation));

        Assert.That(recorded.Select(answer => answer.IsNew), Is.EqualTo(new[] { true, false, true, true }));
        Assert.That(recorded[1].Event.Id, Is.EqualTo(recorded[0].Event.Id));
    }

    [Test]
    public async Task Events_of_a_month_without_partition_move_into_it()
    {
        await using var database = NpgsqlDataSource.Create(await TestApp.CloneDatabase());
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into events (id, org_id, channel, event_type, received_at, created_at)
            select event_id_from(day), 'o', 'custom', 'custom.test', day, day
            from unnest(array['2020-01-31T23:59:59Z', '2020-02-01T00:00:00Z', '2020-02-29T23:59:59Z', '2020-03-01T00:00:00Z']::timestamptz[]) as day;
            """);

        var made = await connection.ExecuteScalarAsync<bool>("select ensure_event_partition('2020-02-10T12:00:00Z')");
        var again = await connection.ExecuteScalarAsync<bool>("select ensure_event_partition('2020-02-20T12:00:00Z')");

        Assert.That((made, again), Is.EqualTo((true, false)));
        Assert.That(await connection.ExecuteScalarAsync<long>("select count(*) from events_2020_02"), Is.EqualTo(2));
        Assert.That(await connection.ExecuteScalarAsync<long>("select count(*) from events_default"), Is.EqualTo(2));
        Assert.That(await connection.ExecuteScalarAsync<long>("select sum(n) from event_changes"), Is.EqualTo(4));
    }

    private static NewEvent New(Organisation organisation) => new(organisation.Id, "custom.test", "custom");
}
