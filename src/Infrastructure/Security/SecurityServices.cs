using Hivemind.Application.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddSecretBox(this IServiceCollection services)
    {
        services.AddSingleton<MasterKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<MasterKeys>());
        services.AddSingleton<ISecretBox, SecretBox>();
        return services;
    }
}
