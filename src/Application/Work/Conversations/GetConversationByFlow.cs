using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>The conversation of an outside thing, such as an issue or a thread.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetConversationByFlow(string FlowId) : IQuery<ConversationView>;

internal sealed class GetConversationByFlowHandler(ConversationReading conversations) : IRequestHandler<GetConversationByFlow, ConversationView>
{
    public async Task<ConversationView> Handle(GetConversationByFlow query, CancellationToken cancellationToken) =>
        ConversationView.Of(await conversations.ReadOfFlow(query.FlowId, cancellationToken));
}
