using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>What was said in a conversation, oldest first.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record ListMessages(Guid ConversationId, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<MessageView>>
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;
}

internal sealed class ListMessagesHandler(ConversationReading conversations, IConversationQueries queries)
    : IRequestHandler<ListMessages, OffsetList<MessageView>>
{
    public async Task<OffsetList<MessageView>> Handle(ListMessages query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.UpTo(ListMessages.MaxLimit, query.Limit, query.Offset, query.Cursor, "messages", query.ConversationId);
        var conversation = await conversations.Read(query.ConversationId, cancellationToken);
        return await queries.ListMessages(conversation, page, cancellationToken);
    }
}
