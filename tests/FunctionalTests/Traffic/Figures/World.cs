using System.Net;
using System.Text.Json;
using Hivemind.Application.Traffic.Figures;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Figures;

/// <summary>A server over a database of its own, whose clock a test moves and whose figures it folds.</summary>
internal sealed class World : IAsyncDisposable
{
    private World(TestServer server, FakeTime time, Organisation organisation, NpgsqlConnection connection) =>
        (Server, Time, Organisation, Connection) = (server, time, organisation, connection);

    public TestServer Server { get; }

    public FakeTime Time { get; }

    public Organisation Organisation { get; }

    public NpgsqlConnection Connection { get; }

    public string OrgId => Organisation.Id;

    public static async Task<World> Start(DateTimeOffset now, Dictionary<string, string?>? settings = null)
    {
        var time = new FakeTime(now);
        var server = await TestServer.Start(await TestApp.CloneDatabase(), new(settings ?? []) { ["Jobs:Enabled"] = "false" }, time);
        return new(server, time, await Hive.NewOrganisation(server), await server.Database.OpenConnectionAsync());
    }

    public async Task<JsonElement> Get(string path) => (await Organisation.Admin.Get(path)).Expect(HttpStatusCode.OK).Json;

    /// <summary>One step of the fold; true when there is more.</summary>
    public Task<bool> Fold() => Send(new FoldEventFigures());

    public async Task<T> Send<T>(IRequest<T> request)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}
