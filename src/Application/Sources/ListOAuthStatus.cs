using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Sources;

/// <summary>How the organisation stands with every platform.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListOAuthStatus : IQuery<OAuthStatuses>;

internal sealed class ListOAuthStatusHandler(ISourceQueries sources, CallContext call, IOptions<OAuthOptions> options)
    : IRequestHandler<ListOAuthStatus, OAuthStatuses>
{
    public async Task<OAuthStatuses> Handle(ListOAuthStatus query, CancellationToken cancellationToken) =>
        OAuthStatuses.Of(await sources.ListInstallations(call.OrgId, cancellationToken), options.Value);
}
