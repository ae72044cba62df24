using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Changes a conversation, as its owner or an admin; what is null stays.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record UpdateConversation(Guid Id, string? Title, bool? IsArchived, JsonElement? Metadata) : ICommand<ConversationView>;

internal sealed class UpdateConversationValidator : AbstractValidator<UpdateConversation>
{
    public UpdateConversationValidator()
    {
        RuleFor(command => command.Title).Characters(1, Conversation.MaxTitleLength);
        RuleFor(command => command.Metadata).SmallObject();
    }
}

internal sealed class UpdateConversationHandler(ConversationReading conversations, IConversationRepository repository)
    : IRequestHandler<UpdateConversation, ConversationView>
{
    public async Task<ConversationView> Handle(UpdateConversation command, CancellationToken cancellationToken)
    {
        var stored = await conversations.TakeToChange(command.Id, cancellationToken);
        var changed = stored with
        {
            Title = command.Title ?? stored.Title,
            IsArchived = command.IsArchived ?? stored.IsArchived,
            Metadata = command.Metadata?.GetRawText() ?? stored.Metadata,
        };

        return ConversationView.Of(await repository.Save(changed, cancellationToken));
    }
}
