using System.Net;
using Hivemind.Api.Common;
using Hivemind.Application.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.FunctionalTests.Http;

[Parallelizable(ParallelScope.All)]
public sealed class LimitTests
{
    [Test]
    public async Task Past_the_general_limit_a_principal_waits_and_others_do_not()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 1, 1, 12, 0, 10, TimeSpan.Zero));
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Limits:RequestsPerMinute"] = "3" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var (ada, ben) = (await organisation.Agent("ada"), await organisation.Agent("ben"));

        var allowed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ada.Get("organisation")));
        var refused = await ada.Get("organisation");
        var other = await ben.Get("organisation");
        time.Advance(TimeSpan.FromSeconds(50));
        var later = await ada.Get("organisation");

        Assert.That(allowed.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
        refused.Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.That(refused.Header("Retry-After"), Is.EqualTo("50"));
        Assert.That(refused.Header("RateLimit-Policy"), Is.EqualTo("\"requests\";q=3;w=60"));
        Assert.That(refused.Header("RateLimit"), Is.EqualTo("\"requests\";r=0;t=50"));
        Assert.That((other.Status, later.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
    }

    [Test]
    public async Task A_request_that_takes_too_long_is_ended()
    {
        await using var server = await TestServer.Start(services: services =>
        {
            services.Replace(ServiceDescriptor.Singleton(HttpLimits.Default with { RequestTime = TimeSpan.FromMilliseconds(300) }));
            services.Replace(ServiceDescriptor.Singleton<IEmbedder>(new NeverEnding()));
        });
        var admin = (await Hive.NewOrganisation(server)).Admin;

        var answer = await admin.Post("contributions", new { content = "A text whose vectors never come.", category = "general" });

        answer.Refused(HttpStatusCode.RequestTimeout, "REQUEST_TIMEOUT");
    }

    [Test]
    public async Task Without_the_database_requests_are_told_to_come_back()
    {
        await using var server = await TestServer.Start("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1");
        var caller = new Caller(server, "", "", "hm_anything");

        var answer = await caller.Get("contributions");

        answer.Refused(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
    }

    [TestCase("contributions?limit=0")]
    [TestCase("contributions?limit=201")]
    [TestCase("contributions?limit=many")]
    [TestCase("contributions?offset=-1")]
    [TestCase("contributions?category=nonsense")]
    [TestCase("contributions?category=%00")]
    [TestCase("audit-log?since=yesterday")]
    public async Task Queries_out_of_range_are_refused(string path)
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        (await admin.Get(path)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [TestCase("contributions?cursor=nonsense")]
    [TestCase("audit-log?cursor=AAAA")]
    public async Task A_cursor_that_is_none_is_refused(string path)
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        (await admin.Get(path)).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
    }

    [Test]
    public async Task A_method_that_is_not_served_is_refused_by_its_code()
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        (await admin.Send(HttpMethod.Put, "contributions", new { })).Refused(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    private sealed class NeverEnding : IEmbedder
    {
        public EmbeddingModel Model => TestApp.Embedder.Model;

        public Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) => Never<float[]>(cancellationToken);

        public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            Never<IReadOnlyList<float[]>>(cancellationToken);

        public IReadOnlyList<string> Chunk(string text) => [text];

        private static Task<T> Never<T>(CancellationToken cancellationToken) => new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken);
    }
}
