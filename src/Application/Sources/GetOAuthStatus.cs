using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Sources;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Sources;

/// <summary>How the organisation stands with one platform.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetOAuthStatus(Platform Platform) : IQuery<OAuthStatus>;

internal sealed class GetOAuthStatusHandler(ISourceQueries sources, CallContext call, IOptions<OAuthOptions> options)
    : IRequestHandler<GetOAuthStatus, OAuthStatus>
{
    public async Task<OAuthStatus> Handle(GetOAuthStatus query, CancellationToken cancellationToken)
    {
        var installations = await sources.ListInstallations(call.OrgId, cancellationToken);
        return OAuthStatus.Of(query.Platform, installations.FirstOrDefault(one => one.Platform == query.Platform), options.Value);
    }
}
