using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Traffic;

internal static class TrafficServices
{
    /// <summary>What several use cases of instances and events share.</summary>
    public static IServiceCollection AddTraffic(this IServiceCollection services)
    {
        services.AddScoped<EventIngest>();
        services.AddScoped<EventRecorder>();
        services.AddSingleton<IngestGate>();
        services.AddScoped<InstanceConnections>();
        services.AddScoped<InstanceNames>();
        return services;
    }
}
