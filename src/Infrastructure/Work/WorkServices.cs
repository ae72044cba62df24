using Hivemind.Application.Work.Agents;
using Hivemind.Application.Work.Tasks;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Work.Agents;
using Hivemind.Infrastructure.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Work;

internal static class WorkServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddScoped<IAgentQueries, AgentQueries>();
        services.AddScoped<IAgentRepository, AgentRepository>();
        services.AddScoped<IRunClaims, RunClaims>();
        services.AddScoped<IRunOutput, RunOutputStore>();
        services.AddScoped<ITaskQueries, TaskQueries>();
        services.AddScoped<ITaskRepository, TaskRepository>();

        services.AddSingleton<RunArrivals>();
        services.AddSingleton<IRunArrivals>(provider => provider.GetRequiredService<RunArrivals>());
        services.AddHostedService(provider => provider.GetRequiredService<RunArrivals>());
        services.AddHostedService<RunGauge>();
        services.AddPeriodicJob<AnnounceAgents>("agent-status", TimeSpan.FromSeconds(1));
        services.AddPeriodicJob<SweepRuns>("run-lease-sweep", TimeSpan.FromSeconds(15));
        return services;
    }
}
