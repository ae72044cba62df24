using Hivemind.Application.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<NotificationBus>();
        services.AddSingleton<INotificationBus>(provider => provider.GetRequiredService<NotificationBus>());
        services.AddSingleton<Doorbell>();
        services.AddScoped<ILiveLog, LiveLog>();
        return services;
    }
}
