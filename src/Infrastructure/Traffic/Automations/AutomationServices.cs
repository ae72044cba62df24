using Hivemind.Application.Traffic.Automations;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic.Automations;

internal static class AutomationServices
{
    public static IServiceCollection AddAutomations(this IServiceCollection services)
    {
        services.AddScoped<IAutomationRepository, AutomationRepository>();
        services.AddScoped<IAutomationQueries, AutomationQueries>();
        return services;
    }
}
