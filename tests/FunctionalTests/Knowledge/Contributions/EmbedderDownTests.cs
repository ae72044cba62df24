using System.Net;
using Hivemind.Application.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

/// <summary>The embedder stands for a service outside, which may be away.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EmbedderDownTests
{
    [Test]
    public async Task A_text_is_queued_without_vectors_and_approved_when_the_service_is_back()
    {
        var embedder = new Outage();
        await using var server = await TestServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<IEmbedder>(embedder)));
        var organisation = await Hive.NewOrganisation(server);
        var text = Contribute.Text();

        embedder.IsDown = true;
        var id = await organisation.Admin.Queue(text);
        (await organisation.Admin.Approve(id)).Refused(HttpStatusCode.BadGateway, "UPSTREAM_ERROR");
        (await organisation.Admin.Get($"contributions/{id}")).Expect(HttpStatusCode.OK);

        embedder.IsDown = false;
        var itemId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();
        Assert.That(await organisation.Ask<int>("select count(*)::int from knowledge_embeddings where item_id = @itemId", new { itemId }), Is.EqualTo(1));

        embedder.IsDown = true;
        (await organisation.Admin.Offer(text)).Expect(HttpStatusCode.OK);
        Assert.That(server.LogText, Does.Not.Contain(text));
    }

    [Test]
    public async Task Approving_what_has_its_vectors_needs_no_embedder_but_editing_it_does()
    {
        var embedder = new Outage();
        await using var server = await TestServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<IEmbedder>(embedder)));
        var organisation = await Hive.NewOrganisation(server);
        var id = await organisation.Admin.Queue();
        embedder.IsDown = true;

        (await organisation.Admin.Approve(id, new { content = Contribute.Text() })).Refused(HttpStatusCode.BadGateway, "UPSTREAM_ERROR");
        (await organisation.Admin.Approve(id, new { category = "general" })).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task Without_vectors_nothing_is_approved_automatically()
    {
        var embedder = new Outage { IsDown = true };
        await using var server = await TestServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<IEmbedder>(embedder)));
        var organisation = await Hive.NewOrganisation(server);
        await organisation.Admin.Put("auto-approve-rules/tooling", new { is_auto_approve = true });

        await organisation.Admin.Queue();
    }

    private sealed class Outage : IEmbedder
    {
        private bool _isDown;

        public bool IsDown
        {
            get => Volatile.Read(ref _isDown);
            set => Volatile.Write(ref _isDown, value);
        }

        public EmbeddingModel Model => TestApp.Embedder.Model;

        public Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) => Up().EmbedQuery(text, cancellationToken);

        public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => Up().Embed(texts, cancellationToken);

        public IReadOnlyList<string> Chunk(string text) => TestApp.Embedder.Chunk(text);

        private IEmbedder Up() => IsDown ? throw new EmbeddingUnavailableException("The service does not answer.") : TestApp.Embedder;
    }
}
