using System.Text.Json;
using Hivemind.Application.Live;

namespace Hivemind.Application.People;

/// <summary>Tells every process, in the transaction of the change, that an actor's open streams are to be looked at again at once.</summary>
public sealed class AccessNews(ILiveLog live)
{
    private const string Member = "actor_id";

    public Task Ended(string orgId, string actorId, CancellationToken cancellationToken) =>
        live.Append(new LiveMessage(orgId, IsPublic: false, Topic.Access, "access_ended", new Dictionary<string, string> { [Member] = actorId }), cancellationToken);

    /// <summary>Whom a row of this topic is about.</summary>
    public static string? ActorOf(LiveEvent row)
    {
        using var json = JsonDocument.Parse(row.Payload);
        return json.RootElement.TryGetProperty(Member, out var actor) ? actor.GetString() : null;
    }
}
