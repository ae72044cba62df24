using System.Collections.Concurrent;
using System.Net;
using Hivemind.FunctionalTests.Webhooks.Inbound;

namespace Hivemind.FunctionalTests.Traffic.Events;

/// <summary>Adapters and outside services that send without a pause and, as they should, send again what was not answered.</summary>
internal sealed class IngestUnderCrash(Organisation organisation, Answer source)
{
    private const int BatchSize = 100;

    private readonly ConcurrentDictionary<string, Guid> _accepted = new();
    private readonly ConcurrentBag<string> _surprises = [];
    private readonly List<Task> _senders = [];
    private volatile TestServer _server = organisation.Server;
    private volatile bool _isEnded;
    private int _named;
    private int _deliveries;

    public void Begin()
    {
        for (var i = 0; i < 2; i++)
            _senders.AddRange([Send(Batch), Send(Single), Send(Deliver)]);
    }

    /// <summary>From now on they talk to this server.</summary>
    public void MoveTo(TestServer server) => _server = server;

    public async Task UntilMore(int events)
    {
        var before = _accepted.Count;
        await Eventually.Seen(() => Task.FromResult(_accepted.Count >= before + events || !_surprises.IsEmpty), $"{events} more events");
    }

    public async Task End()
    {
        _isEnded = true;
        await Task.WhenAll(_senders);
    }

    /// <summary>Every event that was answered is there once, and so are its live row and its count.</summary>
    public async Task Check()
    {
        Assert.That(_surprises, Is.Empty);
        var admin = organisation.Admin.At(_server);
        var (named, deliveries) = (_named, _deliveries);

        Assert.That(await Read<long>("select count(*) from events where org_id = @Id and id = any(@ids)", _accepted.Values), Is.EqualTo(_accepted.Values.Distinct().Count()));
        Assert.That(await Read<string>("select count(*) || ' ' || count(distinct external_id) from events where org_id = @Id and external_id is not null"), Is.EqualTo($"{named} {named}"));
        Assert.That(await Read<long>("select count(*) from events where org_id = @Id and channel = 'webhook'"), Is.EqualTo(deliveries));
        Assert.That(await Read<string>(
            "select count(*) || ' ' || count(distinct payload::json ->> 'id') from stream_events where org_id = @Id and name = 'event.received'"), Is.EqualTo($"{named + deliveries} {named + deliveries}"));

        var received = (await admin.Get($"webhooks/{Inbox.IdOf(source)}")).Expect(HttpStatusCode.OK).Json;
        Assert.That(received.GetProperty("event_count").GetInt32(), Is.EqualTo(deliveries));
        Assert.That(await Read<long>("select count(distinct delivery_id) from webhook_events where org_id = @Id and outcome = 'queued'"), Is.EqualTo(deliveries));

        await Eventually.Seen(async () => await Read<long>("select count(*) from event_work where org_id = @Id") == 0, "the end of all work");
        var metrics = (await admin.Get("event-ops/metrics")).Expect(HttpStatusCode.OK).Json;
        Assert.That((metrics.GetProperty("totalEvents").GetInt32(), metrics.GetProperty("completed").GetInt32()), Is.EqualTo((named + deliveries, named + deliveries)));
        Assert.That(metrics.GetProperty("payloadsStored").GetInt32(), Is.EqualTo(deliveries));
    }

    private Task<T> Read<T>(string sql, IEnumerable<Guid>? ids = null) => Processing.Handling.Read<T>(_server, sql, new { organisation.Id, ids = ids?.ToArray() });

    /// <summary>Tries until it is answered, each piece of work again and again.</summary>
    private async Task Send(Func<Func<Task<bool>>> begin)
    {
        while (!_isEnded)
        {
            var attempt = begin();
            while (!await Answered(attempt))
                await Task.Delay(20); // nobody answers
        }
    }

    private static async Task<bool> Answered(Func<Task<bool>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Func<Task<bool>> Batch()
    {
        var last = Interlocked.Add(ref _named, BatchSize);
        var names = Enumerable.Range(last - BatchSize, BatchSize).Select(number => $"e-{number}").ToList();
        var body = $$"""{"events": [{{string.Join(',', names.Select(Event))}}]}""";
        return async () =>
        {
            var answer = await organisation.Admin.At(_server).Post("events/batch", body);
            return Good(answer, HttpStatusCode.OK) && names.Zip(answer.Json.GetProperty("items").EnumerateArray()).All(pair => Accept(pair.First, pair.Second.GetProperty("id").GetGuid()));
        };
    }

    private Func<Task<bool>> Single()
    {
        var name = $"e-{Interlocked.Increment(ref _named) - 1}";
        return async () =>
        {
            var answer = await organisation.Admin.At(_server).Post("events", Event(name));
            return Good(answer, HttpStatusCode.Created, HttpStatusCode.OK) && Accept(name, answer.Id);
        };
    }

    private Func<Task<bool>> Deliver()
    {
        var delivery = $"d-{Interlocked.Increment(ref _deliveries)}";
        return async () =>
        {
            // A repeat of what was taken before the answer was lost is told apart and skipped.
            var answer = await Inbox.Deliver(organisation with { Server = _server }, source, Samples.Order, delivery);
            return Good(answer, HttpStatusCode.Accepted, HttpStatusCode.OK)
                && (answer.Status is HttpStatusCode.OK || Accept(delivery, answer.Json.GetProperty("event_id").GetGuid()));
        };
    }

    private static string Event(string name) => $$"""{"eventType": "custom.sent", "externalId": "{{name}}", "textContent": "{{name}}"}""";

    private bool Accept(string name, Guid id)
    {
        if (_accepted.GetOrAdd(name, id) != id)
            _surprises.Add($"{name} has two ids");
        return true;
    }

    private bool Good(Answer answer, params HttpStatusCode[] good)
    {
        if (!good.Contains(answer.Status) && answer.Status is not HttpStatusCode.ServiceUnavailable)
            _surprises.Add($"{answer.Status} {answer.Text}");

        return good.Contains(answer.Status);
    }
}
