using Hivemind.Api.Common;
using Hivemind.Application.People.SignIn;

namespace Hivemind.Api.People;

/// <summary>The session token as browsers keep it: out of reach of scripts and of other sites.</summary>
internal static class SessionCookie
{
    public static SessionToken Give(HttpResponse response, SessionToken token)
    {
        if (token.AccessToken is { } value)
            response.Cookies.Append(AuthenticationMiddleware.Cookie, value, Options(response.HttpContext.Request));

        return token;
    }

    public static void Clear(HttpResponse response) =>
        response.Cookies.Delete(AuthenticationMiddleware.Cookie, Options(response.HttpContext.Request));

    // Without an end of its own: the server decides how long the session lasts. A proxy may end TLS, so only localhost may do without.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = request.IsHttps || request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"),
    };
}
