using System.Text.RegularExpressions;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>What was promised to clients stays: routes, operation ids, tags and the mechanisms they take part in.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PinnedRouteTests
{
    private static readonly string[] CommonsTags = ["knowledge", "outcomes", "stream", "contributions", "stats"];

    [Test]
    public async Task Every_promised_route_is_there_under_its_operation_id()
    {
        var operations = (await ApiDocument.Get()).Operations.ToDictionary(operation => (operation.Method, Normal(operation.Path)), operation => operation.Id);

        var broken = PinnedRoutes.All
            .Where(route => !operations.TryGetValue((route.Method, Normal(route.Path)), out var id) || id != route.OperationId)
            .Select(route => $"{route.Method} {route.Path} {route.OperationId}");

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public async Task No_route_is_served_that_was_not_promised()
    {
        var promised = PinnedRoutes.All.Select(route => (route.Method, Normal(route.Path))).ToHashSet();

        var extra = (await ApiDocument.Get()).Operations.Where(operation => !promised.Contains((operation.Method, Normal(operation.Path))));

        Assert.That(extra.Select(operation => operation.ToString()), Is.Empty, "pin new routes in PinnedRoutes");
    }

    [Test]
    public async Task What_creates_something_takes_an_idempotency_key()
    {
        var document = await ApiDocument.Get();

        var wrong = PinnedRoutes.All.Where(route => route.IsIdempotent != HasHeader(document, route, "Idempotency-Key"));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task The_commons_keeps_its_tags_and_other_routes_their_first_segment()
    {
        var wrong =
            from operation in (await ApiDocument.Get()).Operations
            let tag = operation.Definition.GetProperty("tags")[0].GetString()
            let segment = operation.Path.Replace("/api/v1", "", StringComparison.Ordinal).Trim('/').Split('/', '.')[0]
            where tag != segment && !CommonsTags.Contains(tag)
            select $"{operation} {tag}";

        Assert.That(wrong, Is.Empty);
    }

    private static bool HasHeader(ApiDocument document, PinnedRoute route, string header) =>
        document.Operations.First(operation => operation.Id == route.OperationId).Definition.TryGetProperty("parameters", out var parameters)
        && parameters.EnumerateArray().Any(parameter => parameter.TryGetProperty("name", out var name) && name.GetString() == header);

    private static string Normal(string path) => Regex.Replace(path, @"\{[^}]+}", "{}");
}
