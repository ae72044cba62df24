using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

internal static class InboundWebhookServices
{
    public static IServiceCollection AddInboundWebhooks(this IServiceCollection services)
    {
        services.AddScoped<IWebhookSourceRepository, WebhookSourceRepository>();
        services.AddScoped<IWebhookSourceQueries, WebhookSourceQueries>();
        services.AddScoped<IWebhookReceipts, WebhookReceipts>();
        services.AddPeriodicJob<DeleteOldWebhookEvents>("webhook-events-cleanup", TimeSpan.FromDays(1));
        return services;
    }
}
