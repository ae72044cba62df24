using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Knowledge.Contributions;

internal static class ContributionServices
{
    public static IServiceCollection AddContributions(this IServiceCollection services)
    {
        services.AddSingleton<KnowledgeVectors>();
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
