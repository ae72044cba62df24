using Hivemind.Application.Common;
using Hivemind.Application.Operations;
using Hivemind.Infrastructure.Common;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Embeddings;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Knowledge.Contributions;
using Hivemind.Infrastructure.Knowledge.Search;
using Hivemind.Infrastructure.Live;
using Hivemind.Infrastructure.Operations;
using Hivemind.Infrastructure.People;
using Hivemind.Infrastructure.Security;
using Hivemind.Infrastructure.Sources;
using Hivemind.Infrastructure.Traffic;
using Hivemind.Infrastructure.Traffic.Processing;
using Hivemind.Infrastructure.Traffic.Automations;
using Hivemind.Infrastructure.Webhooks;
using Hivemind.Infrastructure.Work;
using Hivemind.Infrastructure.Work.Analytics;
using Hivemind.Infrastructure.Work.Conversations;
using Hivemind.Infrastructure.Webhooks.Inbound;
using Hivemind.Infrastructure.Work.Costs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure;

public static class DependencyInjection
{
    /// <summary>What implements the ports, over one database. Options are bound by the caller.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, string connectionString)
    {
        DapperSetup.Apply();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddSingleton<ReplicaSources>();
        services.AddSingleton(provider => new ReadDatabase(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<ReplicaSources>().Shared,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReadDatabase>>()));
        services.AddSingleton<Migrator>();
        services.AddScoped<DbSession>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<DbSession>());

        services.AddSingleton<IDatabaseProbe, DatabaseProbe>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<IExpiredRows, ExpiredRows>();
        services.AddPeriodicJob<ForgetExpired>("expired-rows", TimeSpan.FromHours(1));
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddScoped<IRateLimits, RateLimits>();
        services.AddAnalytics();
        services.AddAutomations();
        services.AddContributions();
        services.AddConversationStore();
        services.AddCosts();
        services.AddEmbeddings();
        services.AddPinnedEmbeddings();
        services.AddKnowledgeReading(connectionString);
        services.AddLive(connectionString);
        services.AddPeople();
        services.AddProcessing();
        services.AddSecretBox();
        services.AddSources();
        services.AddTraffic(connectionString);
        services.AddTasks();
        services.AddInboundWebhooks();
        services.AddWebhooks();
        return services;
    }
}
