using System.Net;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Search;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.FunctionalTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class SecondLookTests
{
    private const string Question = "Which mutexes outlive a COMMIT?";
    private const string Answer = "Advisory locks of a session are still held when its transaction has ended.";
    private const string Other = "Sourdough needs a warm kitchen, patience and twelve hours of rest.";

    [Test]
    public async Task Tokens_decide_between_items_of_equal_vectors()
    {
        await using var server = await WithoutJobs();
        var organisation = await Hive.NewOrganisation(server);
        var other = await Knows(organisation, Other, isSigned: true);
        var answer = await Knows(organisation, Answer, isSigned: true);

        Assert.That(await organisation.Admin.Finds(Question), Is.EqualTo(new[] { answer, other }));
    }

    [Test]
    public async Task Without_signatures_the_first_look_stands()
    {
        await using var server = await WithoutJobs();
        var organisation = await Hive.NewOrganisation(server);
        var other = await Knows(organisation, Other, isSigned: false);
        var answer = await Knows(organisation, Answer, isSigned: false);

        Assert.That(await organisation.Admin.Finds(Question), Is.EqualTo(new[] { other, answer }));
    }

    [Test]
    public async Task An_item_that_has_none_stands_between_those_that_gain_and_those_that_lose()
    {
        await using var server = await WithoutJobs();
        var organisation = await Hive.NewOrganisation(server);
        var other = await Knows(organisation, Other, isSigned: true);
        var answer = await Knows(organisation, Answer, isSigned: true);
        var unsigned = await Knows(organisation, "Trains are late in winter.", isSigned: false);

        Assert.That(await organisation.Admin.Finds(Question), Is.EqualTo(new[] { answer, unsigned, other }));
    }

    [Test]
    public async Task What_is_approved_has_the_signatures_that_were_made_at_its_arrival()
    {
        var organisation = await Hive.NewOrganisation();
        var pending = await organisation.Admin.Queue();
        var kept = await organisation.Ask<string>(PendingSignatures, new { Id = pending });

        var item = (await organisation.Admin.Approve(pending)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        Assert.That(kept, Is.Not.Empty);
        Assert.That(await organisation.Ask<string>(Signatures, new { Id = item }), Is.EqualTo(kept));
        Assert.That(await organisation.Ask<string>(PendingSignatures, new { Id = pending }), Is.Null);
    }

    [Test]
    public async Task A_rejected_text_and_a_deleted_item_leave_none()
    {
        var organisation = await Hive.NewOrganisation();
        var rejected = await organisation.Admin.Queue();
        var item = await organisation.Admin.Publish();

        (await organisation.Admin.Reject(rejected)).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Delete($"knowledge/{item}")).Expect(HttpStatusCode.NoContent);

        Assert.That(await organisation.Ask<string>(PendingSignatures, new { Id = rejected }), Is.Null);
        Assert.That(await organisation.Ask<string>(Signatures, new { Id = item }), Is.Null);
    }

    [Test]
    public async Task Items_from_before_get_theirs_once()
    {
        await using var server = await WithoutJobs();
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Admin.Publish();
        var made = await organisation.Ask<string>(Signatures, new { Id = item });
        await server.Do("delete from token_signatures;");

        Assert.That(await Fill(server), Is.EqualTo(1));
        Assert.That(await organisation.Ask<string>(Signatures, new { Id = item }), Is.EqualTo(made));
        Assert.That(await Fill(server), Is.Zero);
    }

    [Test]
    public async Task An_embedder_that_shows_no_tokens_leaves_a_working_search()
    {
        await using var server = await WithoutJobs(services => services.Replace(ServiceDescriptor.Singleton<IEmbedder>(new VectorsAlone(TestApp.Embedder))));
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Admin.Publish(Answer);

        Assert.That(await organisation.Admin.Finds(Question), Is.EqualTo(new[] { item }));
        Assert.That(await Fill(server), Is.Zero);
        Assert.That(await organisation.Ask<string>(Signatures, new { Id = item }), Is.Null);
    }

    private const string Signatures = "select string_agg(encode(signature, 'hex'), ',' order by piece) from token_signatures where item_id = @Id";
    private const string PendingSignatures = "select string_agg(encode(signature, 'hex'), ',' order by piece) from pending_token_signatures where contribution_id = @Id";

    /// <summary>An item whose vector says nothing for or against it, so that the older of two would come first.</summary>
    private static async Task<Guid> Knows(Organisation organisation, string content, bool isSigned)
    {
        var vector = await TestApp.Embedder.EmbedQuery(Question, CancellationToken.None);
        var tokens = await TestApp.Embedder.EmbedTokens([content], CancellationToken.None);
        var row = new KnowledgeRow
        {
            OrgId = organisation.Id,
            Content = content,
            Vectors = [vector],
            Signatures = isSigned ? [.. tokens.Select(piece => piece.Signature).OfType<byte[]>()] : [],
        };
        await KnowledgeRows.Insert(organisation.Server.Database, [row]);
        return row.Id;
    }

    // The job would make up for what these tests leave out.
    private static async Task<TestServer> WithoutJobs(Action<IServiceCollection>? services = null) =>
        await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" }, services: services);

    private static async Task<int> Fill(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FillTokenSignatures());
    }

    private sealed class VectorsAlone(IEmbedder whole) : IEmbedder
    {
        public EmbeddingModel Model => whole.Model;

        public Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) => whole.EmbedQuery(text, cancellationToken);

        public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => whole.Embed(texts, cancellationToken);

        public IReadOnlyList<string> Chunk(string text) => whole.Chunk(text);
    }
}
