using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Removes what was said in a conversation, as its owner or an admin; the totals of its tasks stay.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record ClearConversation(Guid Id) : ICommand<ClearedConversation>;

/// <summary>How many messages were removed.</summary>
public sealed record ClearedConversation(int Cleared);

internal sealed class ClearConversationHandler(ConversationReading conversations, IConversationRepository repository)
    : IRequestHandler<ClearConversation, ClearedConversation>
{
    public async Task<ClearedConversation> Handle(ClearConversation command, CancellationToken cancellationToken)
    {
        var conversation = await conversations.TakeToChange(command.Id, cancellationToken);
        return new(await repository.RemoveMessages(conversation.Id, cancellationToken));
    }
}
