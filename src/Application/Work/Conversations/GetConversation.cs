using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>One conversation that the caller may read.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetConversation(Guid Id) : IQuery<ConversationView>;

internal sealed class GetConversationHandler(ConversationReading conversations) : IRequestHandler<GetConversation, ConversationView>
{
    public async Task<ConversationView> Handle(GetConversation query, CancellationToken cancellationToken) =>
        ConversationView.Of(await conversations.Read(query.Id, cancellationToken));
}
