using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>One user of the caller's organisation.</summary>
[Access(Audience.Principal, Scope.PeopleRead)]
public sealed record GetUser(Guid Id) : IQuery<UserView>;

internal sealed class GetUserHandler(IUserQueries users, CallContext call) : IRequestHandler<GetUser, UserView>
{
    public async Task<UserView> Handle(GetUser query, CancellationToken cancellationToken) =>
        await users.Find(call.OrgId, query.Id, cancellationToken) is { } user
            ? UserView.Of(user, call.Caller.IsAdmin)
            : throw new NotFoundException("user");
}
