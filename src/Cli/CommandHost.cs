using Hivemind.Api;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.Organisations;
using Hivemind.Infrastructure.Database;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.Cli;

/// <summary>The same handlers as the server's, in this process, beside a running server or without one.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private readonly HivemindDatabase _database;

    private CommandHost(HivemindDatabase database, ServiceProvider services)
    {
        _database = database;
        Services = services;
    }

    public ServiceProvider Services { get; }

    public static IConfiguration Configuration() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <param name="anyModel">Also over vectors of another model than the configured one.</param>
    /// <param name="time">The clock of the handlers; the system's when left out.</param>
    public static async Task<CommandHost> Open(CancellationToken cancellationToken, bool anyModel = false, TimeProvider? time = null)
    {
        var configuration = Configuration();
        var database = await HivemindDatabase.Open(Composition.DatabaseOptions(configuration), cancellationToken);
        var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddHivemind(configuration, database.ConnectionString)
            .AddSingleton(time ?? TimeProvider.System)
            .BuildServiceProvider();

        var host = new CommandHost(database, services);
        try
        {
            await (anyModel ? services.PrepareSchema(cancellationToken) : services.PrepareDatabase(cancellationToken));
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one request as the operator of the organisation, in a scope of its own.</summary>
    public async Task<TResult> Send<TResult>(string orgId, IRequest<TResult> request, CancellationToken cancellationToken, string? agentId = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var principal = SystemPrincipal.Of(orgId);
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = agentId is null ? principal : principal with { AgentId = agentId };
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    /// <summary>Makes the organisation when it is new.</summary>
    public async Task EnsureOrganisation(string orgId, CancellationToken cancellationToken)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(orgId);
        await scope.ServiceProvider.GetRequiredService<OrganisationProvisioner>().Ensure(orgId, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
