using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Organisations;

/// <summary>The caller's own organisation.</summary>
[Access(Audience.Principal, Scope.PeopleRead)]
public sealed record GetOrganisation : IQuery<OrganisationView>;

internal sealed class GetOrganisationHandler(IOrganisationQueries organisations, CallContext call) : IRequestHandler<GetOrganisation, OrganisationView>
{
    public async Task<OrganisationView> Handle(GetOrganisation query, CancellationToken cancellationToken) =>
        await organisations.Find(call.OrgId, cancellationToken) ?? throw new NotFoundException("organisation");
}
