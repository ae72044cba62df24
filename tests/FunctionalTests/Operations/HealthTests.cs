using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Operations;

[Parallelizable(ParallelScope.All)]
public sealed class HealthTests
{
    [TestCase("/health")]
    [TestCase("/api/v1/health")]
    public async Task Anybody_sees_that_everything_works(string path)
    {
        var nobody = await Hive.Nobody();
        await Eventually.Seen(async () => IsConnected((await nobody.Get(path)).Json), "the bus connected");

        var health = (await nobody.Get(path)).Expect(HttpStatusCode.OK).Json;

        Assert.Multiple(() =>
        {
            Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("healthy"));
            Assert.That(health.GetProperty("service").GetString(), Is.EqualTo("hivemind"));
            Assert.That(health.GetProperty("version").GetString(), Is.Not.Empty);
            Assert.That(health.GetProperty("uptime").GetInt64(), Is.Not.Negative);
            Assert.That(health.GetProperty("timestamp").GetString(), Does.EndWith("Z"));
            Assert.That(health.GetProperty("checks").GetProperty("database").GetProperty("latency").GetDouble(), Is.Positive);
            Assert.That(health.GetProperty("checks").GetProperty("nats").GetProperty("status").GetString(), Is.EqualTo("ok"));
            Assert.That(health.GetProperty("checks").GetProperty("bus").GetProperty("status").GetString(), Is.EqualTo("ok"));
        });
    }

    [Test]
    public async Task Without_its_database_the_server_says_that_it_is_degraded()
    {
        await using var server = await TestServer.Start("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1");
        var nobody = await Hive.Nobody(server);

        var health = (await nobody.Get("/health")).Expect(HttpStatusCode.ServiceUnavailable).Json;

        Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("degraded"));
        Assert.That(health.GetProperty("checks").GetProperty("database").GetProperty("status").GetString(), Is.EqualTo("error"));
    }

    [Test]
    public async Task Metrics_are_served_as_text_and_as_json()
    {
        var nobody = await Hive.Nobody();
        await nobody.Get("/health");

        var text = (await nobody.Get("/metrics")).Expect(HttpStatusCode.OK);
        var json = (await nobody.Get("/metrics", ("Accept", "application/json"))).Expect(HttpStatusCode.OK);

        Assert.That(text.Text, Does.Contain("# TYPE hivemind_http_request_duration_seconds histogram"));
        Assert.That(text.Text, Does.Match("hivemind_http_requests_total\\{.*status=\"200\"\\} [1-9]"));
        Assert.That(json.Json.EnumerateArray().Select(metric => metric.GetProperty("name").GetString()), Has.Member("hivemind_http_requests_total"));
    }

    [Test]
    public async Task Jobs_say_when_they_last_ran()
    {
        var nobody = await Hive.Nobody();

        await Eventually.Seen(async () => (await nobody.Get("/metrics")).Text.Contains("hivemind_job_last_run_timestamp{job=", StringComparison.Ordinal), "a job that ran");

        Assert.That((await nobody.Get("/metrics")).Expect(HttpStatusCode.OK).Text, Does.Contain("hivemind_stream_subscribers"));
    }

    [Test]
    public async Task The_api_page_comes_from_the_server_alone()
    {
        var nobody = await Hive.Nobody();

        var page = (await nobody.Get("/docs/")).Expect(HttpStatusCode.OK);
        var script = (await nobody.Get("/docs/swagger-ui-bundle.js")).Expect(HttpStatusCode.OK);
        var outside = await nobody.Get("/docs/..%2fhivemind.dll");

        Assert.That(page.Text, Does.Contain("/docs/start.js").And.Not.Contain("http"));
        Assert.That(page.Header("Content-Security-Policy"), Does.StartWith("default-src 'none'"));
        Assert.That(script.Text, Is.Not.Empty);
        Assert.That(outside.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static bool IsConnected(JsonElement health) =>
        health.GetProperty("checks").GetProperty("nats").GetProperty("details").GetProperty("connected").GetBoolean();
}
