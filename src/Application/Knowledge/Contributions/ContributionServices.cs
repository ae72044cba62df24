using Hivemind.Application.Knowledge.Judging;
using Hivemind.Application.Knowledge.Safety;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Knowledge.Contributions;

internal static class ContributionServices
{
    public static IServiceCollection AddContributions(this IServiceCollection services)
    {
        services.AddSingleton<KnowledgeVectors>();
        services.AddSingleton<TextSafety>();
        services.AddScoped<ConflictJudgement>();
        services.AddScoped<ContributionDetails>();
        services.AddScoped<ContributionGate>();
        services.AddScoped<ContributionNews>();
        services.AddScoped<ContributionPipeline>();
        services.AddScoped<DuplicateSearch>();
        services.AddScoped<KnowledgeAdmission>();
        services.AddScoped<ReviewRight>();
        return services;
    }
}
