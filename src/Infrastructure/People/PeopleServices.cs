using Hivemind.Application.People;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.People;

internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<ApiKeyCredentials>();
        services.AddScoped<SessionCredentials>();
        services.AddScoped<TicketCredentials>();
        services.AddScoped<IStreamTickets>(provider => provider.GetRequiredService<TicketCredentials>());
        services.AddScoped<ICredentials, Credentials>();
        services.AddScoped<IAccessReader, AccessReader>();
        return services;
    }
}
