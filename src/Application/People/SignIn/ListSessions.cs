using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>Where the caller is signed in.</summary>
[Access(Audience.User, Scope.PeopleRead)]
public sealed record ListSessions(int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<SessionView>>;

/// <summary>One open sign-in of the caller.</summary>
public sealed record SessionView(
    Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, string? UserAgent, string? Ip, bool Current);

internal sealed class ListSessionsHandler(ISignInQueries queries, CallContext call) : IRequestHandler<ListSessions, OffsetList<SessionView>>
{
    public Task<OffsetList<SessionView>> Handle(ListSessions query, CancellationToken cancellationToken)
    {
        var userId = call.Caller.UserId.GetValueOrDefault();
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "sessions", userId);
        return queries.ListSessions(userId, call.Caller.CredentialId, page, cancellationToken);
    }
}
