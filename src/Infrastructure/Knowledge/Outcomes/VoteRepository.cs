using Hivemind.Application.Knowledge.Outcomes;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Outcomes;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Outcomes;

internal sealed class VoteRepository(DbSession session) : IVoteRepository
{
    public async Task<VotedItem?> FindItem(Guid id, string orgId, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ItemRow>(
            """
            select id, org_id, category, source_agent_id
            from knowledge_items
            where id = @id and deleted_at is null and (is_public or org_id = @orgId)
            for no key update
            """, new { id, orgId }, cancellationToken);

        return row is null ? null : new(row.Id, row.OrgId, EnumText.Parse<KnowledgeCategory>(row.Category), row.SourceAgentId);
    }

    public async Task<Vote?> FindVote(Guid itemId, string orgId, string actorId, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<VoteRow>(
            """
            select id, signal_type, run_id
            from quality_signals
            where knowledge_item_id = @itemId and org_id = @orgId and agent_id = @actorId
                and signal_type in ('outcome_solved', 'outcome_not_helpful') and superseded_at is null
            """, new { itemId, orgId, actorId }, cancellationToken);

        return row is null ? null : new(row.Id, row.SignalType == SignalType(Outcome.Solved) ? Outcome.Solved : Outcome.DidNotHelp, row.RunId);
    }

    public Task Replace(NewVote vote, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update quality_signals
            set superseded_at = @At
            where id = @FormerSignalId;

            insert into quality_signals (id, knowledge_item_id, signal_type, agent_id, org_id, run_id, is_self, created_at)
            values (@SignalId, @ItemId, @SignalType, @ActorId, @OrgId, @RunId, @IsSelf, @At);

            update knowledge_items
            set helpful_count = helpful_count + @Helpful, not_helpful_count = not_helpful_count + @NotHelpful
            where id = @ItemId and (@Helpful, @NotHelpful) <> (0, 0)
            """,
            new
            {
                vote.FormerSignalId,
                vote.Vote.SignalId,
                vote.ItemId,
                SignalType = SignalType(vote.Vote.Outcome),
                vote.ActorId,
                vote.OrgId,
                vote.Vote.RunId,
                vote.IsSelf,
                vote.Change.Helpful,
                vote.Change.NotHelpful,
                vote.At,
            }, cancellationToken);

    private static string SignalType(Outcome outcome) => outcome is Outcome.Solved ? "outcome_solved" : "outcome_not_helpful";

    private sealed record ItemRow(Guid Id, string OrgId, string Category, string SourceAgentId);

    private sealed record VoteRow(Guid Id, string SignalType, string? RunId);
}
