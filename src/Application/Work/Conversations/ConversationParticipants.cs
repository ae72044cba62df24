using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Who takes part in a direct conversation: the caller, agents by their name, and active users of the organisation.</summary>
internal sealed class ConversationParticipants(IConversationRepository conversations, CallContext call)
{
    private const string UserPrefix = "user:";

    /// <summary>In the order of their ids, each once; empty for null.</summary>
    public async Task<IReadOnlyList<string>> WithCaller(IReadOnlyList<string>? actorIds, CancellationToken cancellationToken)
    {
        if (actorIds is null)
            return [];

        var users = new List<Guid>();
        foreach (var actorId in actorIds)
        {
            if (UserIdOf(actorId) is { } userId)
                users.Add(userId);
            else if (!AgentId.IsValid(actorId))
                throw Unknown(actorId);
        }

        var unknown = await conversations.ListUnknownUsers(call.OrgId, users, cancellationToken);
        if (unknown.Count > 0)
            throw Unknown(UserPrefix + unknown[0]);

        return [.. actorIds.Select(Plain).Append(call.Caller.ActorId).Distinct().Order(StringComparer.Ordinal)];
    }

    // One spelling of a user, whatever the client's: a participant is found by its text.
    private static string Plain(string actorId) => UserIdOf(actorId) is { } userId ? UserPrefix + userId : actorId;

    private static Guid? UserIdOf(string? actorId) =>
        actorId is not null && actorId.StartsWith(UserPrefix, StringComparison.Ordinal) && Guid.TryParseExact(actorId[UserPrefix.Length..], "D", out var id) ? id : null;

    private static ValidationFailedException Unknown(string? actorId) => new("participants", $"'{actorId}' is no actor of the organisation.");
}
