using Hivemind.Application.Live;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<NotificationBus>();
        services.AddSingleton<INotificationBus>(provider => provider.GetRequiredService<NotificationBus>());
        services.AddSingleton<Doorbell>();
        services.AddScoped<ILiveLog, LiveLog>();
        services.AddScoped<ILiveLogKeeper, LiveLogKeeper>();

        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<LiveHub>();
        services.AddSingleton<LiveTexts>();
        services.AddSingleton<ILiveReader, LiveReader>();
        services.AddSingleton<ILiveStreams, LiveStreams>();
        services.AddSingleton<RecentLog>();
        services.AddSingleton<SharedLog>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<NotificationListener>(provider, connectionString));
        services.AddHostedService<StreamTailer>();
        services.AddHostedService<StreamWatch>();

        services.AddPeriodicJob<TrimStream>("stream-trim", TimeSpan.FromHours(1));
        return services;
    }
}
