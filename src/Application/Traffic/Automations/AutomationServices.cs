using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Traffic.Automations;

internal static class AutomationServices
{
    public static IServiceCollection AddAutomations(this IServiceCollection services)
    {
        services.AddScoped<AutomationNews>();
        return services;
    }
}
