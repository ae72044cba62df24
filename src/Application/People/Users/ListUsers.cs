using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>The users of the caller's organisation, newest first.</summary>
[Access(Audience.Principal, Scope.PeopleRead)]
public sealed record ListUsers(string? Q, bool? IsActive, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<UserView>>;

internal sealed class ListUsersValidator : AbstractValidator<ListUsers>
{
    public ListUsersValidator() => RuleFor(query => query.Q).Characters(1, 255);
}

internal sealed class ListUsersHandler(IUserQueries users, CallContext call) : IRequestHandler<ListUsers, OffsetList<UserView>>
{
    public async Task<OffsetList<UserView>> Handle(ListUsers query, CancellationToken cancellationToken)
    {
        var isAdmin = call.Caller.IsAdmin;
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "users", call.OrgId, isAdmin, query.Q, query.IsActive);

        // A member who could search e-mail addresses could guess them letter by letter.
        var list = await users.List(call.OrgId, query.Q, withEmail: isAdmin, query.IsActive, page, cancellationToken);
        return new([.. list.Items.Select(user => UserView.Of(user, isAdmin))], list.Total, list.Limit, list.Offset, list.NextCursor);
    }
}
