using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Sets all that can be changed of a conversation, as its owner or an admin.</summary>
/// <param name="Metadata">Null for an empty object.</param>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record ReplaceConversation(Guid Id, string Title, bool IsArchived, JsonElement? Metadata) : ICommand<ConversationView>;

internal sealed class ReplaceConversationValidator : AbstractValidator<ReplaceConversation>
{
    public ReplaceConversationValidator()
    {
        RuleFor(command => command.Title).NotNull().Characters(1, Conversation.MaxTitleLength);
        RuleFor(command => command.Metadata).SmallObject();
    }
}

internal sealed class ReplaceConversationHandler(ConversationReading conversations, IConversationRepository repository)
    : IRequestHandler<ReplaceConversation, ConversationView>
{
    public async Task<ConversationView> Handle(ReplaceConversation command, CancellationToken cancellationToken)
    {
        var stored = await conversations.TakeToChange(command.Id, cancellationToken);
        var replaced = stored with { Title = command.Title, IsArchived = command.IsArchived, Metadata = command.Metadata?.GetRawText() ?? "{}" };
        return ConversationView.Of(await repository.Save(replaced, cancellationToken));
    }
}
