using Hivemind.Application.Common;

namespace Hivemind.Application.People.Organisations;

/// <summary>Makes an organisation with its first key or user. Whatever every organisation has from the start is added here.</summary>
public sealed class OrganisationProvisioner(IOrganisationRepository organisations, IAuditLog audit)
{
    public async Task Ensure(string orgId, CancellationToken cancellationToken)
    {
        if (await organisations.Add(orgId, cancellationToken))
            await audit.Write("organisation.created", "organisation", orgId, null, cancellationToken, orgId);
    }
}
