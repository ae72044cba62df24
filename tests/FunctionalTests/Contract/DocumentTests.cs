using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>What the document says of every route, and that every route does it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DocumentTests
{
    [Test]
    public async Task Every_route_has_its_own_operation_id_a_tag_and_a_summary()
    {
        var operations = (await ApiDocument.Get()).Operations;

        Assert.Multiple(() =>
        {
            Assert.That(operations, Is.Not.Empty);
            Assert.That(operations.Where(operation => operation.Id is null), Is.Empty);
            Assert.That(operations.GroupBy(operation => operation.Id).Where(group => group.Count() > 1).Select(group => group.Key), Is.Empty);
            Assert.That(operations.Where(operation => !operation.Definition.TryGetProperty("tags", out var tags) || tags.GetArrayLength() != 1), Is.Empty);
            Assert.That(operations.Where(operation => !operation.Definition.TryGetProperty("summary", out _)), Is.Empty);
        });
    }

    [Test]
    public async Task Every_refusal_is_documented_as_a_problem()
    {
        var wrong =
            from operation in (await ApiDocument.Get()).Operations
            from answer in operation.Definition.GetProperty("responses").EnumerateObject()
            where string.CompareOrdinal(answer.Name, "400") >= 0 && !operation.Path.EndsWith("/health", StringComparison.Ordinal)
            where !answer.Value.TryGetProperty("content", out var content) || !content.TryGetProperty("application/problem+json", out _)
            select $"{operation} {answer.Name}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Without_a_credential_every_protected_route_answers_401_with_one_body()
    {
        var nobody = await Hive.Nobody();
        var bodies = new HashSet<string>();

        foreach (var operation in (await ApiDocument.Get()).Operations.Where(operation => !operation.IsPublic))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]+}", Guid.CreateVersion7().ToString());
            var answer = (await nobody.Send(new HttpMethod(operation.Method), path, operation.Method == "GET" ? null : "{}")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
            bodies.Add(string.Join('|', answer.Json.EnumerateObject().Where(member => member.Name is not ("instance" or "traceId")).Select(member => member.ToString())));
        }

        Assert.That(bodies, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Bad_bodies_never_make_a_server_error()
    {
        var admin = (await Hive.NewOrganisation()).Admin;
        string[] bodies =
        [
            "", "{", "nonsense", "[]", "null", "42", "\"text\"", "{\"content\": {\"a\": 1}}", "{\"content\":\"a\\u0000b and some more text\"}",
            "{\"content\":\"\\ud800 lone surrogate in a text\"}", string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200),
            "{\"category\":\"no_such_category\",\"org_role\":\"emperor\",\"tier\":7,\"outcome\":\"maybe\"}", "{\"email\":1,\"content\":true,\"item_id\":\"no\",\"url\":[]}",
            .. new[] { "\\u0000", "\\ud800" }.Select(bad => $$$"""
                {"title":"x","name":"x","content":"x","eventType":"custom.x","input_message":"x","source_type":"jira","enabled":false,"metadata":{"a":"{{{bad}}}"},
                "source_metadata":{"{{{bad}}}":1},"payload":{"a":["{{{bad}}}"]},"config":{"jql":"{{{bad}}}"},"tokens":{"{{{bad}}}":1}}
                """),
        ];

        foreach (var operation in (await ApiDocument.Get()).Operations.Where(operation => operation.Definition.TryGetProperty("requestBody", out _)))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]+}", Guid.CreateVersion7().ToString());
            foreach (var body in bodies)
            {
                var answer = await admin.Send(new HttpMethod(operation.Method), path, body);
                Assert.That((int)answer.Status, Is.LessThan(500), $"{operation} with {body[..Math.Min(body.Length, 60)]}: {answer.Text}");
                if ((int)answer.Status >= 400)
                    Assert.That(answer.Code, Is.Not.Null.And.Not.Empty, $"{operation}: {answer.Text}");
            }
        }
    }

    [Test]
    public async Task A_field_that_cannot_be_read_is_named_and_nothing_else()
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        var field = await admin.Post("tasks", """{"title": 5}""");
        var body = await admin.Post("tasks", "[]");

        Assert.That(Fields(field), Is.EqualTo(new[] { "title" }));
        Assert.That(Fields(body), Is.EqualTo(new[] { "body" }));

        static IEnumerable<string> Fields(Answer answer) =>
            answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR").Json.GetProperty("errors").EnumerateObject().Select(error => error.Name);
    }

    [Test]
    public async Task A_list_of_a_closed_vocabulary_names_it()
    {
        var types = (await ApiDocument.Get()).Root.GetProperty("components").GetProperty("schemas").GetProperty("ClaimNextTask").GetProperty("properties").GetProperty("agent_types");

        Assert.That(types.GetProperty("items").GetProperty("$ref").GetString(), Is.EqualTo("#/components/schemas/AgentType"));
    }

    [Test]
    public async Task Every_array_says_what_is_in_it()
    {
        Assert.That(ArraysWithoutItems((await ApiDocument.Get()).Root, "#"), Is.Empty);

        static IEnumerable<string> ArraysWithoutItems(JsonElement node, string path) => node.ValueKind switch
        {
            JsonValueKind.Object => node.EnumerateObject().SelectMany(member => ArraysWithoutItems(member.Value, $"{path}/{member.Name}"))
                .Concat(node.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("array") && !node.TryGetProperty("items", out _) ? [path] : []),
            JsonValueKind.Array => node.EnumerateArray().SelectMany((item, index) => ArraysWithoutItems(item, $"{path}/{index}")),
            _ => [],
        };
    }

    [Test]
    public async Task A_body_over_10_MB_is_refused()
    {
        var admin = (await Hive.NewOrganisation()).Admin;
        var huge = JsonSerializer.Serialize(new { content = new string('x', 11 * 1024 * 1024), category = "general" });

        using var request = admin.Request(HttpMethod.Post, "contributions");
        request.Content = new StringContent(huge, System.Text.Encoding.UTF8, "application/json");

        var answer = await Answer.Read(await admin.Server.Http.SendAsync(request));

        answer.Refused(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task A_body_that_is_not_json_is_refused_by_its_type()
    {
        var admin = (await Hive.NewOrganisation()).Admin;
        using var request = admin.Request(HttpMethod.Post, "contributions");
        request.Content = new StringContent("content=hello");

        var answer = await Answer.Read(await admin.Server.Http.SendAsync(request));

        answer.Refused(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }
}
