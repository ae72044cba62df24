using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>Serves the document from memory: it cannot change while the process lives.</summary>
internal static class DocumentEndpoint
{
    public static void MapDocument(this WebApplication app)
    {
        var document = new Lazy<Task<(byte[] Bytes, EntityTagHeaderValue Tag)>>(() => Write(app.Services));

        Map("/openapi.json", "get_openapi_document", "The OpenAPI document.");
        Map("/api/v1/openapi", "get_openapi", "The same as /openapi.json.");

        void Map(string path, string name, string summary) =>
            app.MapGet(path, async (HttpContext context) =>
                {
                    var (bytes, tag) = await document.Value;
                    context.Response.Headers.CacheControl = "public, max-age=60";
                    return Results.Bytes(bytes, "application/json", entityTag: tag);
                })
                .WithName(name).WithTags("openapi").WithSummary(summary)
                .WithMetadata(new AllowAnonymousAttribute())
                .Produces<JsonElement>(200).Produces(304);
    }

    public static async Task<string> Text(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApiSetup.Document).GetOpenApiDocumentAsync();
        return (await document.SerializeAsJsonAsync(OpenApiSetup.Version)).ReplaceLineEndings("\n") + "\n";
    }

    private static async Task<(byte[], EntityTagHeaderValue)> Write(IServiceProvider services)
    {
        var bytes = Encoding.UTF8.GetBytes(await Text(services));
        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
    }
}
