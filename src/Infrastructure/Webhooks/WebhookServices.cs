using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton(AttemptLimit.Default);
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryBell>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton<FinishedAttempts>();
        services.AddScoped<DeliveryResults>();
        services.AddHostedService<DeliveryWorker>();

        services.AddScoped<IWebhookOutbox, WebhookOutbox>();
        services.AddScoped<WebhookEndpointRepository>();
        services.AddScoped<IWebhookEndpointRepository>(provider => provider.GetRequiredService<WebhookEndpointRepository>());
        services.AddScoped<IWebhookQueries, WebhookQueries>();
        services.AddPeriodicJob<DeleteOldDeliveries>("webhook-deliveries-cleanup", TimeSpan.FromDays(1));
        return services;
    }
}
