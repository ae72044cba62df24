using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Work.Tasks;

internal static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddScoped<RunQueue>();
        services.AddScoped<TaskKeeper>();
        services.AddScoped<TaskNews>();
        return services;
    }
}
