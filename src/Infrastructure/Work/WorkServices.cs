using Hivemind.Application.Work.Agents;
using Hivemind.Application.Work.Tasks;
using Hivemind.Infrastructure.Work.Agents;
using Hivemind.Infrastructure.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Work;

internal static class WorkServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddScoped<IAgentRepository, AgentRepository>();
        services.AddScoped<ITaskRepository, TaskRepository>();
        return services;
    }
}
