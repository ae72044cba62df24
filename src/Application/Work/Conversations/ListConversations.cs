using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Conversations;
using MediatR;

namespace Hivemind.Application.Work.Conversations;

/// <summary>The conversations that the caller may read, last changed first.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record ListConversations(Guid? UserId, ConversationKind? Kind, bool IncludeArchived, int Limit, int? Offset, string? Cursor)
    : IQuery<OffsetList<ConversationView>>;

internal sealed class ListConversationsHandler(IConversationQueries conversations, CallContext call)
    : IRequestHandler<ListConversations, OffsetList<ConversationView>>
{
    public Task<OffsetList<ConversationView>> Handle(ListConversations query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(
            query.Limit, query.Offset, query.Cursor, "conversations", call.OrgId, call.Caller.ActorId, query.UserId, query.Kind, query.IncludeArchived);
        return conversations.List(call.Caller, query.UserId, query.Kind, query.IncludeArchived, page, cancellationToken);
    }
}
