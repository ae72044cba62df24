using Microsoft.Net.Http.Headers;

namespace Hivemind.Api.Dashboard;

/// <summary>
/// Serves the built dashboard from wwwroot beside the server: files by name, and the page itself for every address a browser navigates to
/// that no route answers. Without a built dashboard it lets everything pass.
/// </summary>
internal sealed class DashboardFiles(RequestDelegate next, DashboardCatalogue catalogue)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task Invoke(HttpContext context) => Find(context) is { } file ? Send(context, file) : next(context);

    private DashboardFile? Find(HttpContext context)
    {
        var request = context.Request;
        if (context.GetEndpoint() is not null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return null;

        var path = request.Path.Value ?? "/";
        return catalogue.Find(path) ?? (path == "/" || IsNavigation(request) ? catalogue.Page : null);
    }

    // A program that asks for an unknown route must read that it is unknown, not a page for people.
    private static bool IsNavigation(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !Path.HasExtension(request.Path.Value)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task Send(HttpContext context, DashboardFile file)
    {
        var (encoding, body, tag) = file.BestFor(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the address may hold an invitation
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (file.IsPage)
            headers.ContentSecurityPolicy = Policy;

        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (encoding is not null)
            headers.ContentEncoding = encoding;

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
