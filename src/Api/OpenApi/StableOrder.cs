using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hivemind.Api.OpenApi;

/// <summary>Sorts the routes: they come in the order in which a compiler met the controllers, which differs between machines.</summary>
internal static class StableOrder
{
    public static Task Sort(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var sorted = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            if (item is OpenApiPathItem { Operations: { } operations } routes)
                routes.Operations = new Dictionary<HttpMethod, OpenApiOperation>(operations.OrderBy(operation => operation.Key.Method, StringComparer.Ordinal));

            sorted.Add(path, item);
        }

        document.Paths = sorted;
        var tags = document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            .SelectMany(operation => operation.Tags ?? Enumerable.Empty<OpenApiTagReference>())
            .Select(tag => tag.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        document.Tags = new HashSet<OpenApiTag>(tags.Select(name => new OpenApiTag { Name = name }));
        return Task.CompletedTask;
    }
}
