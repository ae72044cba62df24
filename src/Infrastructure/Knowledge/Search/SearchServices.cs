using Hivemind.Application.Knowledge.Items;
using Hivemind.Application.Knowledge.Outcomes;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Application.Knowledge.Stats;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Knowledge.Items;
using Hivemind.Infrastructure.Knowledge.Outcomes;
using Hivemind.Infrastructure.Knowledge.Quality;
using Hivemind.Infrastructure.Knowledge.Stats;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Knowledge.Search;

internal static class SearchServices
{
    /// <summary>The read side of the commons: search, items, signals, outcomes, quality and figures.</summary>
    public static IServiceCollection AddKnowledgeReading(this IServiceCollection services, string connectionString) =>
        services
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<SearchDatabase>(provider, connectionString))
            .AddSingleton<IKnowledgeSearch, KnowledgeSearch>()
            .AddScoped<ITokenSignatures, TokenSignatures>()
            .AddScoped<SecondLook>()
            .AddSingleton<SignatureFill>()
            .AddScoped<ISearchStatistics, SearchStatistics>()
            .AddSingleton<RetrievalWriter>()
            .AddSingleton<IRetrievalSignals>(provider => provider.GetRequiredService<RetrievalWriter>())
            .AddHostedService(provider => provider.GetRequiredService<RetrievalWriter>())
            .AddScoped<IKnowledgeItems, KnowledgeItemQueries>()
            .AddScoped<IKnowledgeItemRepository, KnowledgeItemRepository>()
            .AddScoped<IQualityRepository, QualityRepository>()
            .AddScoped<IStatistics, StatisticsQueries>()
            .AddScoped<IVoteRepository, VoteRepository>()
            .AddPeriodicJob<ScoreQuality>(QualityRepository.JobName, TimeSpan.FromMinutes(10))
            .AddPeriodicJob<FoldSearchStatistics>("search_statistics", TimeSpan.FromSeconds(30))
            .AddPeriodicJob<FillTokenSignatures>("token_signatures", TimeSpan.FromSeconds(30));
}
