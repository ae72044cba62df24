using System.Reflection;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Live;
using Hivemind.Application.Messaging;
using Hivemind.Application.Operations;
using Hivemind.Application.Work.Costs;
using Hivemind.Application.Traffic;
using Hivemind.Application.Work.Tasks;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Application.Traffic.Replays;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.People;
using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application;

public static class DependencyInjection
{
    private static readonly Type[] ByReflection = [typeof(IRequestHandler<,>), typeof(IValidator<>)];

    /// <summary>Use cases, their validators and the pipeline around them.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<CallContext>();
        services.AddSingleton<ServerClock>();
        services.AddScoped<HealthReport>();
        services.AddScoped<ServiceFactory>(provider => provider.GetService);
        services.AddScoped<IMediator, Mediator>();

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TimingBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));

        services.AddAutomations();
        services.AddContributions();
        services.AddCosts();
        services.AddTasks();
        services.AddScoped<TopicAccess>();
        services.AddScoped<DeadLetterOffice>();
        services.AddScoped<PayloadKeeper>();
        services.AddScoped<ReplayNews>();
        services.AddConversations();
        services.AddInboundWebhooks();
        services.AddScoped<AccessNews>();
        services.AddScoped<PresenceNews>();
        services.AddSingleton<BusHealth>();
        services.AddTraffic();

        AddImplementations(services, typeof(DependencyInjection).Assembly);
        return services;
    }

    private static void AddImplementations(IServiceCollection services, Assembly assembly)
    {
        var implementations =
            from type in assembly.GetTypes()
            where type is { IsAbstract: false, IsGenericTypeDefinition: false }
            from contract in type.GetInterfaces()
            where contract.IsGenericType && ByReflection.Contains(contract.GetGenericTypeDefinition())
            select (contract, type);

        foreach (var (contract, type) in implementations)
            services.AddScoped(contract, type);
    }
}
