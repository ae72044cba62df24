using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Microsoft.Extensions.Options;

namespace Hivemind.Api.Live.Sockets;

/// <summary>A browser sends the session cookie with sockets of any page: only those of our own pages count.</summary>
internal static class OwnOrigin
{
    public static bool Allows(HttpContext context)
    {
        var request = context.Request;
        if (!AuthenticationMiddleware.IsByCookie(request))
            return true;

        var publicUrl = context.RequestServices.GetRequiredService<IOptions<DeploymentOptions>>().Value.PublicUrl;
        return request.Headers.Origin is [{ } origin]
            && (Same(origin, $"{request.Scheme}://{request.Host}") || (publicUrl is not null && Same(origin, publicUrl)));
    }

    private static bool Same(string origin, string address) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var one) && Uri.TryCreate(address, UriKind.Absolute, out var other)
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
