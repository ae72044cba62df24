using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>The keys of the caller's organisation, newest first.</summary>
[Access(Audience.Admin, Scope.KeysRead)]
public sealed record ListApiKeys(string? AgentId, ApiKeyStatus? Status, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<ApiKeyView>>;

internal sealed class ListApiKeysHandler(IApiKeyQueries keys, CallContext call) : IRequestHandler<ListApiKeys, OffsetList<ApiKeyView>>
{
    public Task<OffsetList<ApiKeyView>> Handle(ListApiKeys query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "api_keys", call.OrgId, query.AgentId, query.Status);
        return keys.List(call.OrgId, query.AgentId, query.Status, page, cancellationToken);
    }
}
