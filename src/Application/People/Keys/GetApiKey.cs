using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>One key of the caller's organisation, without its secret.</summary>
[Access(Audience.Admin, Scope.KeysRead)]
public sealed record GetApiKey(Guid Id) : IQuery<ApiKeyView>;

internal sealed class GetApiKeyHandler(IApiKeyQueries keys, CallContext call) : IRequestHandler<GetApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(GetApiKey query, CancellationToken cancellationToken) =>
        await keys.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("API key");
}
