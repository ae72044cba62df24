using System.Diagnostics.Metrics;
using Dapper;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class CleanUpTests
{
    [Test]
    public async Task Deliveries_older_than_thirty_days_go_with_their_attempts()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Publish(organisation);
        await Hooks.Tried(organisation, endpoint.Id, 1);
        await using (var connection = await server.Database.OpenConnectionAsync())
            await connection.ExecuteAsync(
                """
                insert into webhook_deliveries (id, org_id, endpoint_id, event, payload, status, created_at, updated_at)
                select gen_random_uuid(), org_id, endpoint_id, event, payload, status, created_at, updated_at
                from webhook_deliveries, generate_series(1, 2500)
                """);

        time.Advance(TimeSpan.FromDays(29));
        await Hooks.Publish(organisation);
        await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("created_at").GetDateTimeOffset() == time.GetUtcNow());
        await Hooks.Tried(organisation, endpoint.Id, 1);
        time.Advance(TimeSpan.FromDays(2));

        await Hooks.Until(async () => await Hooks.Count(server, "select count(*) from webhook_deliveries") == 1);
        Assert.That(await Hooks.Count(server, "select count(*) from webhook_attempts"), Is.EqualTo(1));
    }

    [Test]
    public async Task Attempts_are_counted_by_the_status_they_led_to()
    {
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, one) =>
        {
            if (instrument is { Meter.Name: "Hivemind", Name: "hivemind_webhook_deliveries_total" })
                one.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counts.AddOrUpdate($"{tags[0].Key}={tags[0].Value}", value, (_, before) => before + value));
        listener.Start();
        await using var receiver = await Receiver.Start();
        await using var failing = await Receiver.Answering(500);
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Subscribe(organisation, failing.Url);

        await Hooks.Publish(organisation);

        await Hooks.Until(() => counts.ContainsKey("status=succeeded") && counts.ContainsKey("status=pending"), () => string.Join(", ", counts.Keys));
    }
}
