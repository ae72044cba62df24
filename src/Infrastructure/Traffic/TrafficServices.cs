using Hivemind.Application.Traffic.Events;
using Hivemind.Infrastructure.Traffic.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic;

internal static class TrafficServices
{
    public static IServiceCollection AddTraffic(this IServiceCollection services)
    {
        services.AddScoped<IEventRepository, EventRepository>();
        services.AddScoped<EventRecorder>();
        return services;
    }
}
