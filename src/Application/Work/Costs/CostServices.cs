using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Work.Costs;

internal static class CostServices
{
    public static IServiceCollection AddCosts(this IServiceCollection services) => services.AddScoped<RunCosts>();
}
