using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>The last messages and runs of a conversation, as an agent gets them that goes on with it.</summary>
/// <param name="Roles">A comma list of user, assistant, system; null for all.</param>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetConversationContext(Guid Id, int MaxMessages, string? Roles) : IQuery<ConversationContext>;

internal sealed class GetConversationContextValidator : AbstractValidator<GetConversationContext>
{
    public GetConversationContextValidator()
    {
        RuleFor(query => query.MaxMessages).InclusiveBetween(1, ConversationContext.MaxMessages);
        RuleFor(query => query.Roles).Must(roles => CommaList.Of(roles).All(role => EnumText.TryParse<MessageRole>(role, out _)))
            .WithMessage($"Some of: {string.Join(", ", EnumText.All<MessageRole>())}.");
    }
}

internal sealed class GetConversationContextHandler(ConversationReading conversations, IConversationQueries queries)
    : IRequestHandler<GetConversationContext, ConversationContext>
{
    public async Task<ConversationContext> Handle(GetConversationContext query, CancellationToken cancellationToken)
    {
        var conversation = await conversations.Read(query.Id, cancellationToken);
        var roles = CommaList.Of(query.Roles).Select(EnumText.Parse<MessageRole>).ToList();
        return await queries.ReadContext(conversation.Id, query.MaxMessages, roles, cancellationToken);
    }
}
