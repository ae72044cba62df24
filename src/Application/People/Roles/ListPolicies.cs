using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Roles;

/// <summary>The policies of the organisation's agents, newest first.</summary>
[Access(Audience.Admin, Scope.PeopleRead)]
public sealed record ListPolicies(string? AgentId, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<PolicyView>>;

internal sealed class ListPoliciesHandler(IRoleQueries roles, CallContext call) : IRequestHandler<ListPolicies, OffsetList<PolicyView>>
{
    public Task<OffsetList<PolicyView>> Handle(ListPolicies query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "policies", call.OrgId, query.AgentId);
        return roles.ListPolicies(call.OrgId, query.AgentId, page, cancellationToken);
    }
}
