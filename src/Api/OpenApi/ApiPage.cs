using Microsoft.Extensions.FileProviders;

namespace Hivemind.Api.OpenApi;

/// <summary>The API page at /docs, from files beside the server: nothing is loaded from another host.</summary>
internal static class ApiPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapApiPage(this WebApplication app)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "ApiPage");
        if (!Directory.Exists(directory))
            return;

        var files = new PhysicalFileProvider(directory);
        app.MapGet("/docs/{file=index.html}", (string file, HttpContext context) =>
        {
            var found = files.GetFileInfo(file);
            if (!found.Exists || found.PhysicalPath is null)
                return Results.NotFound();

            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-cache";
            return Results.File(found.PhysicalPath, TypeOf(file), lastModified: found.LastModified);
        }).ExcludeFromDescription();
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css",
        _ => "text/javascript",
    };
}
