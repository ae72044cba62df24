using Hivemind.Application.People;
using Hivemind.Application.People.Audit;
using Hivemind.Application.People.Keys;
using Hivemind.Application.People.Organisations;
using Hivemind.Application.People.Presence;
using Hivemind.Application.People.Roles;
using Hivemind.Application.People.SignIn;
using Hivemind.Application.People.Users;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.People.Audit;
using Hivemind.Infrastructure.People.Keys;
using Hivemind.Infrastructure.People.Organisations;
using Hivemind.Infrastructure.People.Presence;
using Hivemind.Infrastructure.People.Roles;
using Hivemind.Infrastructure.People.SignIn;
using Hivemind.Infrastructure.People.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.People;

internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<IAccessReader, AccessReader>();
        services.AddScoped<IAuditQueries, AuditQueries>();

        services.AddScoped<IApiKeyRepository, ApiKeyRepository>();
        services.AddScoped<IApiKeyQueries, ApiKeyQueries>();
        services.AddScoped<KeyMaking>();

        services.AddScoped<IOrganisationRepository, OrganisationRepository>();
        services.AddScoped<IOrganisationQueries, OrganisationQueries>();
        services.AddScoped<OrganisationProvisioner>();

        services.AddSingleton<OpenConnections>();
        services.AddScoped<IConnectionRepository, ConnectionRepository>();
        services.AddScoped<IPresenceQueries, PresenceQueries>();
        services.AddHostedService<PresenceHeartbeat>();
        services.AddPeriodicJob<SweepConnections>("presence-sweep", PresenceRules.Sweep);

        services.AddScoped<IRoleRepository, RoleRepository>();
        services.AddScoped<IRoleQueries, RoleQueries>();
        services.AddScoped<RoleAssigning>();

        services.AddScoped<ApiKeyCredentials>();
        services.AddScoped<SessionCredentials>();
        services.AddScoped<TicketCredentials>();
        services.AddScoped<IStreamTickets>(provider => provider.GetRequiredService<TicketCredentials>());
        services.AddScoped<ICredentials, Credentials>();
        services.AddScoped<ISessionRepository, SessionRepository>();
        services.AddScoped<ISignInLimit, SignInLimit>();
        services.AddScoped<ISignInQueries, SignInQueries>();
        services.AddSingleton<IPasswords, Passwords>();

        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IUserQueries, UserQueries>();
        services.AddScoped<IInvitationRepository, InvitationRepository>();
        services.AddScoped<Inviting>();
        return services;
    }
}
