using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;

namespace Hivemind.Application.People.Organisations;

/// <summary>Makes an organisation with its first key or user. Whatever every organisation has from the start is added here.</summary>
public sealed class OrganisationProvisioner(IOrganisationRepository organisations, IWebhookSourceRepository sources, IAuditLog audit, TimeProvider time)
{
    public async Task Ensure(string orgId, CancellationToken cancellationToken)
    {
        if (!await organisations.Add(orgId, cancellationToken))
            return;

        await sources.AddBuiltIn(orgId, time.Now(), cancellationToken);
        await audit.Write("organisation.created", "organisation", orgId, null, cancellationToken, orgId);
    }
}
