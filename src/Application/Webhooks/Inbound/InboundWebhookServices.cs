using Hivemind.Application.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Webhooks.Inbound;

internal static class InboundWebhookServices
{
    public static IServiceCollection AddInboundWebhooks(this IServiceCollection services)
    {
        services.AddScoped<SourceSecrets>();
        services.AddScoped<WebhookIntake>();
        services.AddScoped<IEventHandler, WebhookCommandHandler>();
        return services;
    }
}
