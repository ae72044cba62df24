using Hivemind.Application.Knowledge.AutoApprove;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Knowledge.AutoApprove;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal static class ContributionServices
{
    public static IServiceCollection AddContributions(this IServiceCollection services)
    {
        services.AddScoped<IAutoApproveRules, AutoApproveRules>();
        services.AddScoped<IBurstLimit, BurstLimit>();
        services.AddScoped<IContributionQueries, ContributionQueries>();
        services.AddScoped<IContributionRepository, ContributionRepository>();
        services.AddScoped<IDuplicateQueries, DuplicateQueries>();
        services.AddScoped<IKnowledgeRepository, KnowledgeRepository>();
        services.AddScoped<IKnownTexts, KnownTexts>();
        services.AddPeriodicJob<ForgetRejectedTexts>("decision_snapshots", TimeSpan.FromMinutes(1));
        return services;
    }
}
