using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Finds a conversation for the caller, or refuses as its access rule says.</summary>
internal sealed class ConversationReading(IConversationRepository repository, IConversationQueries queries, CallContext call)
{
    public async Task<Conversation> Read(Guid id, CancellationToken cancellationToken) =>
        Open(await queries.Find(call.OrgId, id, cancellationToken));

    public async Task<Conversation> ReadOfFlow(string flowId, CancellationToken cancellationToken) =>
        Open(await queries.FindOfFlow(call.OrgId, flowId, cancellationToken));

    /// <summary>To write into it: locked until the commit.</summary>
    public async Task<Conversation> Take(Guid id, CancellationToken cancellationToken) =>
        Open(await repository.Find(call.OrgId, id, cancellationToken));

    /// <summary>To change it, as its owner or an admin: locked until the commit, of the version that the caller expects.</summary>
    public async Task<Conversation> TakeToChange(Guid id, CancellationToken cancellationToken)
    {
        var conversation = Open(await repository.Find(call.OrgId, id, cancellationToken));
        conversation.CheckChangeableBy(call.Caller.ActorId, call.Caller.IsAdmin);
        call.CheckVersion(conversation.RowVersion);
        return conversation;
    }

    private Conversation Open(Conversation? conversation)
    {
        if (conversation is null)
            throw new NotFoundException("conversation");

        conversation.CheckOpenTo(call.Caller.ActorId, call.Caller.IsAdmin);
        return conversation;
    }
}
