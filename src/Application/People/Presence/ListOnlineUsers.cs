using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Users;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>Who of the caller's organisation has a socket open now, last seen first.</summary>
[Access(Audience.Principal, Scope.PeopleRead)]
public sealed record ListOnlineUsers(int Limit) : IQuery<IReadOnlyList<UserView>>;

internal sealed class ListOnlineUsersValidator : AbstractValidator<ListOnlineUsers>
{
    public ListOnlineUsersValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, 100);
}

internal sealed class ListOnlineUsersHandler(IPresenceQueries presence, CallContext call) : IRequestHandler<ListOnlineUsers, IReadOnlyList<UserView>>
{
    public async Task<IReadOnlyList<UserView>> Handle(ListOnlineUsers query, CancellationToken cancellationToken)
    {
        var users = await presence.ListOnline(call.OrgId, query.Limit, cancellationToken);
        return [.. users.Select(user => UserView.Of(user, forAdmin: false))];
    }
}
