using Hivemind.Application.Work.Costs;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Work.Costs;

internal static class CostServices
{
    public static IServiceCollection AddCosts(this IServiceCollection services) =>
        services
            .AddScoped<ICostRecounts, CostRecounts>()
            .AddScoped<IModelPriceQueries, ModelPriceQueries>()
            .AddScoped<IModelPriceRepository, ModelPriceRepository>()
            .AddPeriodicJob<RecountCosts>("cost-recounts", TimeSpan.FromSeconds(1));
}
