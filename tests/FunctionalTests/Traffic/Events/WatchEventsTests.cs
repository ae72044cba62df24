using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Traffic.Events;

[Parallelizable(ParallelScope.All)]
public sealed class WatchEventsTests
{
    [Test, CancelAfter(150_000)]
    public async Task A_stream_tells_of_events_and_connections_of_the_organisation(CancellationToken token)
    {
        var (organisation, stranger) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var instance = await organisation.NewInstance();
        await using var watcher = await Watcher.Open(organisation.Admin, "/api/v1/events/stream", null, token);

        await stranger.Admin.Report("""{"eventType": "custom.foreign"}""");
        var first = await organisation.Admin.Report($$"""{"eventType": "message.received", "instanceId": "{{instance}}"}""");
        await organisation.Admin.Post($"instances/{instance}/connect");

        var (received, connected, status) = (await watcher.TryNext(token), await watcher.TryNext(token), await watcher.TryNext(token));
        Assert.That((received!.Event, received.Json.GetProperty("id").GetGuid()), Is.EqualTo(("event.received", first.Id)));
        Assert.That(received.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "id", "eventType", "instanceId", "receivedAt" }));
        Assert.That(connected!.Json.GetProperty("eventType").GetString(), Is.EqualTo("instance.connected"));
        Assert.That((status!.Event, status.Data), Is.EqualTo(("instance.status", $$"""{"instanceId":"{{instance}}","isConnected":true}""")));
    }

    [Test, CancelAfter(150_000)]
    public async Task A_stream_is_narrowed_by_type_and_instance_and_resumes(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var (mine, other) = (await organisation.NewInstance("mine"), await organisation.NewInstance("other"));
        var path = $"/api/v1/events/stream?eventType=custom.a,custom.b&instanceId={mine}";
        await using var watcher = await Watcher.Open(organisation.Admin, path, null, token);

        await organisation.Admin.Report($$"""{"eventType": "custom.c", "instanceId": "{{mine}}"}""");
        await organisation.Admin.Report($$"""{"eventType": "custom.a", "instanceId": "{{other}}"}""");
        var a = await organisation.Admin.Report($$"""{"eventType": "custom.a", "instanceId": "{{mine}}"}""");
        var seen = await watcher.TryNext(token);
        var b = await organisation.Admin.Report($$"""{"eventType": "custom.b", "instanceId": "{{mine}}"}""");
        await using var later = await Watcher.Open(organisation.Admin, path, seen!.Id, token);

        Assert.That(seen.Json.GetProperty("id").GetGuid(), Is.EqualTo(a.Id));
        Assert.That((await later.TryNext(token))!.Json.GetProperty("id").GetGuid(), Is.EqualTo(b.Id));
    }
}
