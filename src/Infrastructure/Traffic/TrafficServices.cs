using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Figures;
using Hivemind.Application.Traffic.Instances;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Traffic.Events;
using Hivemind.Infrastructure.Traffic.Figures;
using Hivemind.Infrastructure.Traffic.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic;

internal static class TrafficServices
{
    public static IServiceCollection AddTraffic(this IServiceCollection services, string connectionString)
    {
        services.AddScoped<IEventRepository, EventRepository>();
        services.AddSingleton<IEventQueries, EventQueries>();
        services.AddScoped<IEventStorage, EventStorage>();
        services.AddScoped<IEventFigureKeeper, EventFigureKeeper>();
        services.AddSingleton(_ => new FigureDatabase(connectionString));
        services.AddSingleton<IEventFigureQueries, EventFigureQueries>();
        services.AddPeriodicJob<FoldEventFigures>("event-figures", TimeSpan.FromSeconds(1));
        services.AddPeriodicJob<KeepEventPartitions>("event-partitions", TimeSpan.FromDays(1));

        services.AddScoped<IInstanceRepository, InstanceRepository>();
        services.AddSingleton<IInstanceQueries, InstanceQueries>();
        return services;
    }
}
