using Hivemind.Domain.People;

namespace Hivemind.Application.People.Organisations;

/// <summary>The tenants.</summary>
public interface IOrganisationRepository
{
    /// <summary>True when this call made it, false when it was there.</summary>
    Task<bool> Add(string orgId, CancellationToken cancellationToken);

    /// <summary>
    /// Who could run the organisation besides those named. Locks the organisation first, so that two demotions at once cannot each count on the other.
    /// </summary>
    Task<OtherAdmins> LockAdmins(string orgId, Guid? exceptUser, string? exceptAgent, CancellationToken cancellationToken);

    /// <summary>Checks the version that the caller expects, then changes what is given.</summary>
    Task<OrganisationView> Update(string orgId, string? name, OrganisationSettingsChanges? settings, CancellationToken cancellationToken);
}

/// <summary>Read model of organisations.</summary>
public interface IOrganisationQueries
{
    Task<OrganisationView?> Find(string orgId, CancellationToken cancellationToken);
}
