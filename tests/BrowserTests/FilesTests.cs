using System.Net;
using System.Text.RegularExpressions;
using Hivemind.FunctionalTests;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed partial class FilesTests
{
    [Test]
    public async Task A_navigation_gets_the_page_under_a_strict_policy()
    {
        var page = await Get("/contributions", "text/html");

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Header("Content-Type"), Does.StartWith("text/html"));
        Assert.That(page.Header("Content-Security-Policy"), Does.Contain("script-src 'self'; style-src 'self'").And.Not.Contain("unsafe"));
        Assert.That(page.Header("Cache-Control"), Is.EqualTo("no-cache"));
    }

    [TestCase("/contributions", "application/json")]
    [TestCase("/api/v1/nothing", "text/html")]
    [TestCase("/assets/nothing.js", "text/html")]
    public async Task What_is_no_page_stays_unknown(string path, string accept)
    {
        var answer = await Get(path, accept);

        answer.Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task Scripts_come_packed_and_are_kept_for_ever()
    {
        var script = ScriptName().Match((await Get("/", "text/html")).Text).Value;

        var answer = await Get(script, "*/*", ("Accept-Encoding", "br"));

        Assert.That(answer.Header("Cache-Control"), Is.EqualTo("public, max-age=31536000, immutable"));
        Assert.That(answer.Header("Content-Encoding"), Is.EqualTo("br"));
    }

    [Test]
    public async Task A_page_that_is_known_is_not_sent_again()
    {
        var page = await Get("/", "text/html");

        var again = await Get("/", "text/html", ("If-None-Match", page.Header("ETag") ?? ""));

        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.NotModified));
    }

    private static async Task<Answer> Get(string path, string accept, params (string Name, string Value)[] headers)
    {
        var nobody = await Hive.Nobody();
        using var request = nobody.Request(HttpMethod.Get, path, [("Accept", accept), .. headers]);
        return await Answer.Read(await nobody.Server.Http.SendAsync(request));
    }

    [GeneratedRegex("/assets/index-[^\"]+\\.js")]
    private static partial Regex ScriptName();
}
