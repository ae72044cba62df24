using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>The invitations of the caller's organisation, newest first, used and revoked ones too.</summary>
[Access(Audience.Admin, Scope.PeopleRead)]
public sealed record ListInvitations(int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<InvitationView>>;

internal sealed class ListInvitationsHandler(IUserQueries users, CallContext call) : IRequestHandler<ListInvitations, OffsetList<InvitationView>>
{
    public Task<OffsetList<InvitationView>> Handle(ListInvitations query, CancellationToken cancellationToken) =>
        users.ListInvitations(call.OrgId, OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "invitations", call.OrgId), cancellationToken);
}
