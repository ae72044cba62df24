using Hivemind.Application.Traffic.Payloads;
using Hivemind.Infrastructure.Traffic.Payloads;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Everything that happens to an event after it was recorded.</summary>
internal static class ProcessingServices
{
    public static IServiceCollection AddProcessing(this IServiceCollection services)
    {
        services.AddScoped<IPayloadRepository, PayloadRepository>();
        return services;
    }
}
