using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>The caller's own profile.</summary>
[Access(Audience.User, Scope.PeopleRead)]
public sealed record GetOwnUser : IQuery<UserProfile>;

internal sealed class GetOwnUserHandler(IUserQueries users, CallContext call) : IRequestHandler<GetOwnUser, UserProfile>
{
    public async Task<UserProfile> Handle(GetOwnUser query, CancellationToken cancellationToken) =>
        await users.Find(call.OrgId, call.Caller.UserId.GetValueOrDefault(), cancellationToken) ?? throw new NotFoundException("user");
}
