using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Options;

namespace Hivemind.Api.Common;

/// <summary>
/// Finds the principal of a request. The first credential present decides: X-API-Key, Authorization, ?token= (streams only), cookie.
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, IOptions<DeploymentOptions> deployment)
{
    public const string Cookie = "hivemind_session";

    public async Task Invoke(HttpContext context, CallContext call, ICredentials credentials)
    {
        call.Ip = context.Connection.RemoteIpAddress?.ToString();
        call.UserAgent = Shortened(context.Request.Headers.UserAgent.ToString());
        call.PublicUrl = deployment.Value.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";

        var metadata = context.GetEndpoint()?.Metadata;
        var isPublic = metadata?.GetMetadata<IAllowAnonymous>() is not null;
        var needsPrincipal = !isPublic && metadata?.GetMetadata<ControllerActionDescriptor>() is not null;

        if (needsPrincipal || isPublic)
        {
            var (credential, fromCookie) = Find(context.Request);
            if (credential is not null)
                call.Principal = await credentials.Authenticate(credential, IsStream(context.Request.Path), context.RequestAborted);

            if (needsPrincipal && call.Principal is null)
                throw new HivemindException(ErrorCode.Unauthorized, "A valid credential is required.");

            if (fromCookie && call.Principal is not null && !isPublic && !IsSafe(context.Request.Method) && context.Request.Headers["X-Hivemind-Csrf"] != "1")
                throw new HivemindException(ErrorCode.CsrfRequired, "Requests with the session cookie need the header X-Hivemind-Csrf: 1.");
        }

        await next(context);
    }

    /// <summary>Whether the session cookie decides who asks.</summary>
    public static bool IsByCookie(HttpRequest request) => Find(request).FromCookie;

    private static (string? Credential, bool FromCookie) Find(HttpRequest request)
    {
        if (request.Headers.TryGetValue("X-API-Key", out var key))
            return (key.ToString(), false);

        if (request.Headers.Authorization is [{ } authorization, ..])
            return (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "", false);

        if (IsStream(request.Path) && request.Query.TryGetValue("token", out var token))
            return (token.ToString(), false);

        return (request.Cookies[Cookie], true);
    }

    private static bool IsStream(PathString path) =>
        path.StartsWithSegments("/ws") || path.StartsWithSegments("/api/v1/ws")
        || (path.StartsWithSegments("/api/v1/stream", out var rest) && rest.HasValue && rest != "/tickets")
        || path.StartsWithSegments("/api/v1/events/stream")
        || (path.StartsWithSegments("/api/v1/tasks", out var task) && task.Value?.EndsWith("/stream", StringComparison.Ordinal) == true);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static string? Shortened(string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, 255)];
}
