using Hivemind.Application.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Sources;

internal static class SourceServices
{
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddScoped<ISourceQueries, SourceQueries>();
        services.AddScoped<ISourceRepository, SourceRepository>();
        return services;
    }
}
