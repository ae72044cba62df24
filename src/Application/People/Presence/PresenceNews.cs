using Hivemind.Application.Live;

namespace Hivemind.Application.People.Presence;

/// <summary>Tells the organisation who came and went, in the transaction of the change.</summary>
internal sealed class PresenceNews(ILiveLog live)
{
    public async Task Tell(PresenceChange? change, CancellationToken cancellationToken)
    {
        if (change is not null)
            await live.Append(
                new LiveMessage(change.OrgId, IsPublic: false, Topic.Presence, "user_status_update",
                    new UserStatusUpdate(change.UserId, change.IsOnline, change.LastSeenAt)), cancellationToken);
    }

    private sealed record UserStatusUpdate(Guid UserId, bool IsOnline, DateTimeOffset LastSeenAt);
}
