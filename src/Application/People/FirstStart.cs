using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Keys;
using Hivemind.Application.People.Organisations;
using Hivemind.Application.People.Roles;
using Hivemind.Application.People.Users;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People;

/// <summary>
/// A server without users and keys gets the organisation <c>default</c>, an admin key and an invitation for its owner, once over all processes.
/// No route leads here; the caller is the system principal of <c>default</c>.
/// </summary>
[Access(Audience.Admin)]
public sealed record FirstStart : ICommand<FirstStartView>;

/// <summary>What the operator is shown once; both null when the deployment is in use already.</summary>
public sealed record FirstStartView([property: ShownOnce] string? ApiKey, [property: ShownOnce] string? OwnerInvitation);

internal sealed class FirstStartHandler(
    IUserRepository users, IApiKeyRepository keys, OrganisationProvisioner organisations, KeyMaking making, RoleAssigning roles, Inviting inviting)
    : IRequestHandler<FirstStart, FirstStartView>
{
    private const string Agent = "admin";

    public async Task<FirstStartView> Handle(FirstStart command, CancellationToken cancellationToken)
    {
        await users.LockRegistration(cancellationToken);
        if (await users.AnyExists(cancellationToken) || await keys.AnyExists(OrganisationId.Default, cancellationToken))
            return new FirstStartView(null, null);

        await organisations.Ensure(OrganisationId.Default, cancellationToken);
        await roles.Assign(OrganisationId.Default, Agent, AgentRole.Admin, cancellationToken);
        var key = await making.Make(
            OrganisationId.Default, new NewApiKey(Agent, "First start", Tier.Enterprise, null, null, ApiKey.DefaultPeriodDays, null), cancellationToken);
        var owner = await inviting.Invite(OrganisationId.Default, null, null, UserRole.Owner, cancellationToken);
        return new FirstStartView(key.Key, owner.Token);
    }
}
