using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Roles;

/// <summary>The assigned roles of the organisation's agents, newest first; agents without one are contributors.</summary>
[Access(Audience.Admin, Scope.PeopleRead)]
public sealed record ListRoles(string? AgentId, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<RoleView>>;

internal sealed class ListRolesHandler(IRoleQueries roles, CallContext call) : IRequestHandler<ListRoles, OffsetList<RoleView>>
{
    public Task<OffsetList<RoleView>> Handle(ListRoles query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "roles", call.OrgId, query.AgentId);
        return roles.ListRoles(call.OrgId, query.AgentId, page, cancellationToken);
    }
}
