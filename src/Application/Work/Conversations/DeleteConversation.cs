using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Deletes a conversation with its messages, as its owner or an admin; its tasks stay.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record DeleteConversation(Guid Id) : ICommand<Guid>;

internal sealed class DeleteConversationHandler(ConversationReading conversations, IConversationRepository repository)
    : IRequestHandler<DeleteConversation, Guid>
{
    public async Task<Guid> Handle(DeleteConversation command, CancellationToken cancellationToken)
    {
        var conversation = await conversations.TakeToChange(command.Id, cancellationToken);
        await repository.Remove(conversation.Id, cancellationToken);
        return conversation.Id;
    }
}
