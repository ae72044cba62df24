using System.Net;
using System.Text;
using Hivemind.FunctionalTests.Knowledge.Contributions;

namespace Hivemind.FunctionalTests.Http;

/// <summary>What is wrong with a body is said by its field, and is never our fault.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BodyTests
{
    [TestCase("\"Tooling\"")]
    [TestCase("\"TOOLING\"")]
    [TestCase("\" tooling\"")]
    [TestCase("\"bug_fix,tooling\"")]
    [TestCase("\"BugFix\"")]
    [TestCase("\"\\ud800\"")]
    [TestCase("6")]
    [TestCase("true")]
    public async Task An_enum_value_has_one_spelling(string category)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await organisation.Admin.Post("contributions", $$"""{"content": "long enough to be taken", "category": {{category}}}"""))
            .Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(Fields(answer), Is.EqualTo(new[] { "category" }));
    }

    [TestCase("""{"content": 1, "category": "tooling"}""", "content")]
    [TestCase("""{"content": "long enough to be taken", "category": "tooling", "tags": [1]}""", "tags[0]")]
    [TestCase("""{}""", "body")]
    [TestCase("""[]""", "body")]
    [TestCase("""null""", "body")]
    [TestCase("""{"content":""", "content")]
    [TestCase("{", "body")]
    public async Task What_cannot_be_read_is_named_by_its_field_alone(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await organisation.Admin.Post("contributions", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(Fields(answer), Is.EqualTo(new[] { field }));
    }

    [TestCase("utf-16")]
    [TestCase("utf-32")]
    public async Task A_body_in_another_encoding_than_it_says_is_refused(string encoding)
    {
        var organisation = await Hive.NewOrganisation();
        using var request = organisation.Admin.Request(HttpMethod.Post, "contributions");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"content": "long enough to be taken", "category": "tooling"}"""));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={encoding}");

        var answer = await Answer.Read(await organisation.Server.Http.SendAsync(request));

        Assert.That((int)answer.Status, Is.InRange(400, 415), answer.Text);
    }

    [TestCase("{0}", HttpStatusCode.NotModified)]
    [TestCase("W/{0}", HttpStatusCode.NotModified)]
    [TestCase("\"x\", {0}", HttpStatusCode.NotModified)]
    [TestCase("*", HttpStatusCode.NotModified)]
    [TestCase("\"x\"", HttpStatusCode.OK)]
    public async Task What_the_caller_has_already_is_not_sent_again(string given, HttpStatusCode expected)
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Admin.Queue();
        var tag = (await organisation.Admin.Get($"contributions/{id}")).Header("ETag") ?? "";

        (await organisation.Admin.Get($"contributions/{id}", ("If-None-Match", given.Replace("{0}", tag, StringComparison.Ordinal)))).Expect(expected);
    }

    private static IEnumerable<string> Fields(Answer answer) => answer.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name);
}
