using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Application.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Traffic.Automations;

internal static class AutomationServices
{
    public static IServiceCollection AddAutomations(this IServiceCollection services)
    {
        services.AddScoped<AutomationNews>();
        services.AddScoped<Admission>();
        services.AddSingleton<ActionRunner>();
        services.AddScoped<IActionStep, CallAgentStep>();
        services.AddScoped<IActionStep, EmitEventStep>();
        services.AddScoped<IActionStep, LogStep>();
        services.AddScoped<IActionStep, SendMessageStep>();
        services.AddScoped<IActionStep, WebhookStep>();
        services.AddScoped<IEventHandler, AutomationMatcher>();
        return services;
    }
}
