using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Outcomes;

namespace Hivemind.Application.Knowledge.Outcomes;

/// <summary>The votes on items and the counters they move.</summary>
public interface IVoteRepository
{
    /// <summary>The item, if the organisation may see it; locked, so that the votes on one item follow one another.</summary>
    Task<VotedItem?> FindItem(Guid id, string orgId, CancellationToken cancellationToken);

    /// <summary>The vote of the agent that counts.</summary>
    Task<Vote?> FindVote(Guid itemId, string orgId, string actorId, CancellationToken cancellationToken);

    Task Replace(NewVote vote, CancellationToken cancellationToken);
}

/// <summary>What a vote needs to know of its item.</summary>
public sealed record VotedItem(Guid Id, string OrgId, KnowledgeCategory Category, string SourceAgentId);

/// <summary>A vote to store, and the one it takes the place of.</summary>
public sealed record NewVote(
    Guid ItemId, string OrgId, string ActorId, bool IsSelf, Vote Vote, Guid? FormerSignalId, VoteChange Change, DateTimeOffset At);
