using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>The OpenAPI document of the server under test, as the yardstick of every answer that any test receives.</summary>
internal sealed class ApiDocument(JsonElement root)
{
    private static readonly Lazy<Task<ApiDocument>> Shared = new(async () => await Load(await TestApp.Server));

    private readonly IReadOnlyList<ApiOperation> _operations =
    [
        .. from path in root.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new ApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ];

    public IReadOnlyList<ApiOperation> Operations => _operations;

    public JsonElement Root => root;

    public static Task<ApiDocument> Get() => Shared.Value;

    public static async Task<ApiDocument> Load(TestServer server)
    {
        using var answer = await server.Http.GetAsync("/openapi.json");
        return new ApiDocument(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    /// <summary>Fails the test when the answer is not one that the document promises: its status, its media type, its members.</summary>
    public void Check(string method, string path, HttpStatusCode status, string? mediaType, string text)
    {
        var operation = _operations.FirstOrDefault(one => one.Method == method && one.Matches(path.Split('?')[0]));
        if (operation is null || status is HttpStatusCode.NotModified)
            return;

        var where = $"{method} {operation.Path} → {(int)status}";
        Assert.That(operation.Answer(status), Is.Not.Null, $"{where} is not in the document: {text}");

        var content = operation.Answer(status)!.Value;
        if (text.Length == 0 || mediaType is null || !content.TryGetProperty("content", out var media))
            return;

        Assert.That(media.TryGetProperty(mediaType, out var shape), Is.True, $"{where} answers {mediaType}, which is not in the document");
        if (mediaType.EndsWith("json", StringComparison.Ordinal) && shape.TryGetProperty("schema", out var schema))
            new ShapeCheck(root).Check(schema, JsonDocument.Parse(text).RootElement, where);
    }
}

/// <summary>One route of the document.</summary>
internal sealed class ApiOperation(string method, string path, JsonElement definition)
{
    private readonly Regex _pattern = new("^" + Regex.Replace(Regex.Escape(path), @"\\\{[^/]+?}", "[^/]+") + "$");

    public string Method => method;

    public string Path => path;

    public string? Id => definition.TryGetProperty("operationId", out var id) ? id.GetString() : null;

    public JsonElement Definition => definition;

    /// <summary>Whether the document asks for a credential.</summary>
    public bool IsPublic => !definition.TryGetProperty("security", out var security) || security.GetArrayLength() == 0;

    public bool HasPathParameter => path.Contains('{', StringComparison.Ordinal);

    // A fixed path is tried before a pattern, because only it equals itself.
    public bool Matches(string actual) => _pattern.IsMatch(actual) && (path == actual || HasPathParameter);

    public JsonElement? Answer(HttpStatusCode status) =>
        definition.GetProperty("responses").TryGetProperty(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), out var answer) ? answer : null;

    public override string ToString() => $"{method} {path}";
}
