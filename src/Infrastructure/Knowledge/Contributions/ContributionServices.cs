using Hivemind.Application.Knowledge.AutoApprove;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Knowledge.AutoApprove;
using Hivemind.Infrastructure.Knowledge.Judging;
using Hivemind.Infrastructure.Knowledge.Safety;
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
        services.AddSingleton<IInjectionScanner, RuleBasedScanner>();
        services.AddSingleton<IEntityRecogniser, RuleBasedRecogniser>();
        services.AddSingleton<ITextJudge, OpenAiJudge>();
        services.AddPeriodicJob<ForgetRejectedTexts>("decision_snapshots", TimeSpan.FromMinutes(1));
        return services;
    }
}
