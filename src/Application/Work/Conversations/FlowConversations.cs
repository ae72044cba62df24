using Hivemind.Application.Common;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Finds the conversation that a run belongs to, in the running transaction: the one it names, or that of its flow.</summary>
public sealed class FlowConversations(IConversationRepository conversations, TimeProvider time)
{
    /// <summary>Null for a run that names neither. A named one must be of the organisation and take runs.</summary>
    public async Task<Guid?> Of(NewRun run, string title, CancellationToken cancellationToken)
    {
        if (run.ConversationId is { } id)
        {
            var conversation = await conversations.Find(run.OrgId, id, cancellationToken) ?? throw new NotFoundException("conversation");
            conversation.CheckTakesRuns();
            return id;
        }

        var owner = new TaskActor(EnumText.Parse<ActorType>(run.OwnerType), run.OwnerId);
        return run.FlowId is { } flowId ? await Join(run.OrgId, flowId, title, owner, cancellationToken) : null;
    }

    /// <summary>The conversation of a flow, begun by its first run. Of two at once one begins it, and both join it.</summary>
    public async Task<Guid> Join(string orgId, string flowId, string title, TaskActor owner, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await conversations.FindOfFlow(orgId, flowId, cancellationToken) is { } known)
                return known;

            var now = time.Now();
            var conversation = new Conversation
            {
                Id = Guid.CreateVersion7(now),
                OrgId = orgId,
                Kind = ConversationKind.Agent,
                Title = Text.Cut(title, Conversation.MaxTitleLength),
                OwnerId = owner.ActorId,
                UserId = owner.Type is ActorType.User && Guid.TryParse(owner.Id, out var userId) ? userId : null,
                FlowId = flowId,
                CreatedAt = now,
                UpdatedAt = now,
            };

            if (await conversations.Add(conversation, cancellationToken))
                return conversation.Id;
        }
    }
}
