using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Application.Traffic.Links;
using Hivemind.Application.Traffic.Maintenance;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Application.Traffic.Replays;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Traffic.DeadLetters;
using Hivemind.Infrastructure.Traffic.Links;
using Hivemind.Infrastructure.Traffic.Payloads;
using Hivemind.Infrastructure.Traffic.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Everything that happens to an event after it was recorded.</summary>
internal static class ProcessingServices
{
    public static IServiceCollection AddProcessing(this IServiceCollection services)
    {
        services.AddSingleton<EventQueue>();
        services.AddSingleton<EventRunner>();
        services.AddSingleton<HandlerRunner>();
        services.AddSingleton<ResultBatch<EventProgress>>();
        services.AddScoped<IResultStore<EventProgress>, ProcessingResults>();
        services.AddScoped<InstanceActivity>();
        services.AddScoped<ProgressSql>();
        services.AddHostedService<EventWorker>();
        services.AddHostedService<SessionWorker>();
        services.AddScoped<IProcessingFigures, ProcessingFigures>();

        services.AddDeadLetters();
        services.AddScoped<IPayloadRepository, PayloadRepository>();
        services.AddScoped<IPayloadQueries, PayloadQueries>();
        services.AddScoped<IReplayRepository, ReplayRepository>();
        services.AddScoped<IReplayQueries, ReplayQueries>();
        services.AddSingleton<ReplayEvents>();
        services.AddSingleton<ISessionRunner, ReplayRunner>();

        services.AddScoped<IEventExistence, CausedEvents>();
        services.AddScoped<IEventLinkSource, AutomationsOfEvents>();
        services.AddScoped<IEventLinkSource, CausedEvents>();
        services.AddScoped<IEventLinkSource, LettersOfEvents>();
        services.AddScoped<IEventLinkSource, TasksOfEvents>();
        services.AddScoped<IEventLinkSource, WebhooksOfEvents>();

        services.AddPeriodicJob<FoldProcessingFigures>("processing-figures", TimeSpan.FromSeconds(1));
        services.AddPeriodicJob<CleanUpProcessing>("processing-clean-up", TimeSpan.FromDays(1), at: new TimeOnly(3, 0));
        return services;
    }

    private static void AddDeadLetters(this IServiceCollection services)
    {
        services.AddSingleton<LetterQueue>();
        services.AddSingleton<ResultBatch<LetterOutcome>>();
        services.AddScoped<IResultStore<LetterOutcome>, LetterResults>();
        services.AddHostedService<LetterWorker>();
        services.AddScoped<IDeadLetterRepository, DeadLetterRepository>();
        services.AddScoped<IDeadLetterQueries, DeadLetterQueries>();
        services.AddScoped<IBulkRetryRepository, BulkRetryRepository>();
        services.AddSingleton<ISessionRunner, BulkRetryRunner>();
        services.AddPeriodicJob<RetryDueDeadLetters>("dead-letter-auto-retry", TimeSpan.FromMinutes(15));
    }
}
