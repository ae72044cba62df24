using Hivemind.Application.Work.Analytics;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Work.Analytics;

internal static class AnalyticsServices
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) =>
        services
            .AddScoped<IConversationFigures, ConversationFigureQueries>()
            .AddScoped<ICounters, CounterQueries>()
            .AddScoped<IFigureFolder, FigureFolder>()
            .AddScoped<IRunFigures, RunFigureQueries>()
            .AddPeriodicJob<FoldFigures>("figures", TimeSpan.FromSeconds(1));
}
