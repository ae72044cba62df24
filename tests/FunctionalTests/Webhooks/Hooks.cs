using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Infrastructure.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.FunctionalTests.Webhooks;

/// <summary>Speaks of webhooks: servers that may call loopback, endpoints, messages, and waiting for what must come.</summary>
[SetUpFixture]
internal sealed class Hooks
{
    private static readonly Lazy<Task<TestServer>> SharedServer = new(() => Start());

    /// <summary>Over a database of its own: on the shared one other servers would take the messages and be refused.</summary>
    public static Task<TestServer> Server => SharedServer.Value;

    public static async Task<TestServer> Start(
        string? database = null, TimeProvider? time = null, TimeSpan? attempt = null, ResolveHost? resolve = null, bool jobs = true) =>
        await TestServer.Start(
            database ?? await TestApp.CloneDatabase(),
            new() { ["Webhooks:AllowHttp"] = "true", ["Webhooks:AllowedNetworks"] = "127.0.0.0/8", ["Jobs:Enabled"] = $"{jobs}" },
            time,
            services =>
            {
                if (attempt is { } limit)
                    services.Replace(ServiceDescriptor.Singleton(new AttemptLimit(limit)));

                if (resolve is not null)
                    services.Replace(ServiceDescriptor.Singleton(resolve));
            });

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (SharedServer.IsValueCreated)
            await (await SharedServer.Value).DisposeAsync();
    }

    public static async Task<Answer> Subscribe(Organisation organisation, string url, string[]? eventTypes = null, int? maxConcurrency = null) =>
        (await organisation.Admin.Post("webhook-endpoints", new { url, eventTypes, maxConcurrency })).Expect(HttpStatusCode.Created);

    /// <summary>Queues one message as a command does: in a transaction that then commits.</summary>
    public static async Task Publish(Organisation organisation, string name = "knowledge.approved", object? payload = null, int times = 1)
    {
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IWebhookOutbox>();
        for (var i = 0; i < times; i++)
            await outbox.Add(organisation.Id, name, payload ?? new { Event = name, organisation.Id, Number = i }, CancellationToken.None);

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
    }

    /// <summary>Queues one message in a transaction that is then given up.</summary>
    public static async Task PublishAndRollBack(Organisation organisation)
    {
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWebhookOutbox>()
            .Add(organisation.Id, "knowledge.approved", new { organisation.Id }, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Rollback();
    }

    /// <summary>The newest delivery to the endpoint once it is as it must become.</summary>
    public static async Task<JsonElement> Delivery(Organisation organisation, Guid endpoint, Func<JsonElement, bool> becomes)
    {
        JsonElement newest = default;
        await Until(async () =>
        {
            var items = (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
            newest = items.GetArrayLength() > 0 ? items[0] : default;
            return newest.ValueKind is JsonValueKind.Object && becomes(newest);
        }, () => $"{newest}");
        return newest;
    }

    public static Task<JsonElement> Tried(Organisation organisation, Guid endpoint, int attempts) =>
        Delivery(organisation, endpoint, delivery => delivery.GetProperty("attempts").GetInt32() == attempts);

    /// <summary>Looks until it is so; a test that waits longer than two minutes fails and shows what it saw last.</summary>
    public static async Task Until(Func<Task<bool>> isSo, Func<string>? seen = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Waited two minutes in vain. {seen?.Invoke()}");

            await timer.WaitForNextTickAsync();
        }
    }

    public static Task Until(Func<bool> isSo, Func<string>? seen = null) => Until(() => Task.FromResult(isSo()), seen);

    /// <summary>Moves the clock of the server and wakes its worker.</summary>
    public static void Advance(TestServer server, FakeTime time, TimeSpan by)
    {
        time.Advance(by);
        server.Services.GetRequiredService<DeliverySignal>().Ring();
    }

    public static async Task<long> Count(TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, parameters);
    }
}
