using Dapper;
using Hivemind.Domain.Webhooks;
using Hivemind.Infrastructure.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class WorkersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Two_servers_send_each_message_once_and_never_too_many_at_a_time()
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await Hooks.Start(database);
        await using var two = await Hooks.Start(database);
        await using var receiver = await Receiver.Start((context, _) => Task.Delay(5, context.RequestAborted));
        var organisation = await Hive.NewOrganisation(one);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url, maxConcurrency: 3);

        await Task.WhenAll(
            Hooks.Publish(organisation, times: 100),
            Hooks.Publish(organisation with { Server = two }, times: 100));
        await Hooks.Until(async () => await Hooks.Count(one, "select count(*) from webhook_deliveries where status = 'succeeded'") == 200);

        Assert.That(receiver.Calls.Select(call => call.Id).Distinct().Count(), Is.EqualTo(200));
        Assert.That(receiver.Calls, Has.Count.EqualTo(200));
        Assert.That(receiver.MostAtOnce, Is.InRange(2, 3));
        Assert.That((await organisation.Admin.Get($"webhook-endpoints/{endpoint.Id}/deliveries?status=pending")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task What_a_dead_worker_sent_but_did_not_store_is_sent_again_under_its_id()
    {
        var time = new FakeTime(Noon);
        var database = await TestApp.CloneDatabase();
        await using var dying = await Hooks.Start(database, time, jobs: false);
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(dying);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        var id = await Insert(dying, organisation.Id, endpoint.Id, dueAt: Noon);
        var claim = (await dying.Services.GetRequiredService<DeliveryQueue>().Claim(10, CancellationToken.None)).Single();
        await dying.Services.GetRequiredService<DeliverySender>().Send(claim, CancellationToken.None);

        await using var other = await Hooks.Start(database, time);
        Hooks.Advance(other, time, DeliveryQueue.Lease - TimeSpan.FromSeconds(1));
        await Hooks.Publish(organisation with { Server = other });
        await Hooks.Until(() => receiver.Calls.Count == 2);
        Assert.That(receiver.Calls.Last().Id, Is.Not.EqualTo($"msg_{id}"));
        Hooks.Advance(other, time, TimeSpan.FromSeconds(1));
        await Hooks.Until(() => receiver.Calls.Count == 3);

        Assert.That(receiver.Calls.Count(call => call.Id == $"msg_{id}"), Is.EqualTo(2));
        await Hooks.Until(async () => await Hooks.Count(other, "select count(*) from webhook_deliveries where status = 'succeeded' and attempts = 1") == 2);
    }

    [Test]
    public async Task A_result_that_comes_after_the_lease_has_passed_on_changes_nothing()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time, jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, "https://example.com/");
        await Insert(server, organisation.Id, endpoint.Id, dueAt: Noon);
        var queue = server.Services.GetRequiredService<DeliveryQueue>();

        var slow = (await queue.Claim(10, CancellationToken.None)).Single();
        var none = await queue.Claim(10, CancellationToken.None);
        time.Advance(DeliveryQueue.Lease);
        var quick = (await queue.Claim(10, CancellationToken.None)).Single();
        await Store(server, new FinishedAttempt(slow, Answer(500)));
        await Store(server, new FinishedAttempt(quick, Answer(200)));
        await Store(server, new FinishedAttempt(slow, Answer(500)));

        Assert.That(none, Is.Empty);
        var delivery = await Hooks.Tried(organisation, endpoint.Id, 1);
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("succeeded"));
    }

    [TestCase(200, 500)]
    [TestCase(500, 200)]
    public async Task Successes_and_failures_are_stored_together(int first, int second)
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time, jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, "https://example.com/");
        await Insert(server, organisation.Id, endpoint.Id, dueAt: Noon);
        await Insert(server, organisation.Id, endpoint.Id, dueAt: Noon);
        var claims = await server.Services.GetRequiredService<DeliveryQueue>().Claim(10, CancellationToken.None);

        await Store(server, new(claims[0], Answer(first)), new(claims[1], Answer(second)));

        Assert.That(await Hooks.Count(server, "select count(*) from webhook_deliveries where status = 'succeeded' and next_attempt_at is null"), Is.EqualTo(1));
        Assert.That(await Hooks.Count(server, "select count(*) from webhook_deliveries where status = 'pending' and leased_until is null and attempts = 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_stops_finishes_what_is_under_way()
    {
        var database = await TestApp.CloneDatabase();
        var going = new TaskCompletionSource();
        await using var receiver = await Receiver.Start(async (context, _) =>
        {
            going.TrySetResult();
            await Task.Delay(300, context.RequestAborted);
        });
        var server = await Hooks.Start(database);
        var organisation = await Hive.NewOrganisation(server);
        await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation);
        await going.Task;
        await server.DisposeAsync();

        await using var connection = new Npgsql.NpgsqlConnection(database);
        Assert.That(await connection.ExecuteScalarAsync<string>("select status || attempts from webhook_deliveries"), Is.EqualTo("succeeded1"));
    }

    private static async Task Store(TestServer server, params FinishedAttempt[] attempts)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliveryResults>().Store(attempts, CancellationToken.None);
    }

    private static AttemptResult Answer(int code) => new(Noon, 1, code, null, code == 200 ? null : $"http_{code}");

    private static async Task<Guid> Insert(TestServer server, string orgId, Guid endpoint, DateTimeOffset dueAt)
    {
        var id = Guid.CreateVersion7(dueAt);
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into webhook_deliveries (id, org_id, endpoint_id, event, payload, status, next_attempt_at, created_at, updated_at)
            values (@id, @orgId, @endpoint, 'knowledge.approved', '{}', 'pending', @dueAt, @dueAt, @dueAt)
            """, new { id, orgId, endpoint, dueAt });
        return id;
    }
}
