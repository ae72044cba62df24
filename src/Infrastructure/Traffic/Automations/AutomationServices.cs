using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Traffic.Automations.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic.Automations;

internal static class AutomationServices
{
    public static IServiceCollection AddAutomations(this IServiceCollection services)
    {
        services.AddScoped<IAutomationRepository, AutomationRepository>();
        services.AddScoped<IAutomationQueries, AutomationQueries>();

        services.AddSingleton<AutomationBell>();
        services.AddSingleton<CallQueue>();
        services.AddSingleton<EngineBeat>();
        services.AddSingleton<ExecutionClaims>();
        services.AddSingleton<FinishedExecutions>();
        services.AddSingleton<IAutomationDefinitions, AutomationDefinitions>();
        services.AddSingleton<ITemplateVariables, PrefixedEnvironment>();
        services.AddSingleton<IWebhookCaller, WebhookCaller>();
        services.AddSingleton<RunningExecutions>();
        services.AddSingleton<RunWatch>();
        services.AddSingleton<IRunWatch>(provider => provider.GetRequiredService<RunWatch>());
        services.AddScoped<IAgentLatency, AgentLatency>();
        services.AddScoped<IAutomationFigures, AutomationFigures>();
        services.AddScoped<IAutomationMatches, AutomationMatches>();
        services.AddScoped<IAutomationWindows, AutomationWindows>();
        services.AddScoped<IConnectedInstances, ConnectedInstances>();
        services.AddScoped<IExecutionLog, ExecutionLog>();
        services.AddScoped<IExecutionQueue, ExecutionQueue>();
        services.AddScoped<IWebhookCalls, WebhookCalls>();

        services.AddHostedService(provider => provider.GetRequiredService<RunWatch>());
        services.AddHostedService<AutomationWorker>();
        services.AddHostedService<CallWorker>();
        services.AddPeriodicJob<CleanUpAutomations>("automation-clean-up", TimeSpan.FromHours(1));
        services.AddPeriodicJob<FoldAutomationFigures>("automation-figures", TimeSpan.FromSeconds(1));
        return services;
    }
}
