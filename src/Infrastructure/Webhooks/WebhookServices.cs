using Hivemind.Application.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<DeliverySignal>();
        services.AddScoped<IWebhookOutbox, WebhookOutbox>();
        return services;
    }
}
