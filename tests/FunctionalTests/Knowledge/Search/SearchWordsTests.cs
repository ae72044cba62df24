using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.FunctionalTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class SearchWordsTests
{
    [TestCase("how do I use max_stack_depth", Description = "an identifier among other words")]
    [TestCase("stack depth", Description = "parts of an identifier")]
    [TestCase("MAX_STACK_DEPTH", Description = "any case")]
    [TestCase("postgers maximal stck depth", Description = "typing errors")]
    public async Task Words_find_what_vectors_cannot(string query)
    {
        await using var server = await WithoutVectors();
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Knows("Raise max_stack_depth when recursive functions fail.");
        await organisation.Knows("Nothing to see in this one.");

        Assert.That((await organisation.Admin.Finds(query)).Take(1), Is.EqualTo(new[] { item.Id }));
    }

    [Test]
    public async Task A_misspelt_word_finds_the_similar_one()
    {
        await using var server = await WithoutVectors();
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Knows("Kubernetes evicts pods under memory pressure.");
        await server.Run<Application.Knowledge.Search.FoldSearchStatistics>();

        Assert.That(await organisation.Admin.Finds("kubernets"), Is.EqualTo(new[] { item.Id }));
    }

    [Test]
    public async Task A_version_number_is_one_word()
    {
        await using var server = await WithoutVectors();
        var organisation = await Hive.NewOrganisation(server);
        var old = await organisation.Knows("Fixed in pgvector 0.8.2 at last.");
        await organisation.Knows("Broken in pgvector 0.8.0 and 2.8.1.");

        Assert.That((await organisation.Admin.Finds("0.8.2"))[0], Is.EqualTo(old.Id));
    }

    [Test]
    public async Task A_rare_word_weighs_more_than_a_common_one_and_a_title_more_than_a_text()
    {
        await using var server = await WithoutVectors();
        var organisation = await Hive.NewOrganisation(server);
        for (var i = 0; i < 10; i++)
            await organisation.Knows($"The server, number {i}, restarts at night.");

        var rare = await organisation.Knows("The frobnicator is somewhere in this longer text about another server.");
        var titled = await organisation.Knows("It is somewhere in this longer text about another server of ours.", row => row with { Title = "Frobnicator" });

        Assert.That((await organisation.Admin.Finds("server frobnicator")).Take(2), Is.EqualTo(new[] { titled.Id, rare.Id }));
    }

    [Test]
    public async Task Without_an_embedder_the_answer_says_what_it_lacks()
    {
        await using var server = await WithoutVectors();
        var organisation = await Hive.NewOrganisation(server);
        await organisation.Knows("Something about lighthouses.");

        var answer = await organisation.Admin.Get("knowledge/search?query=lighthouses");

        Assert.That(answer.Expect(HttpStatusCode.OK).Json.GetProperty("degraded")[0].GetString(), Is.EqualTo("vector"));
        Assert.That(answer.Json.GetProperty("results").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_query_of_stop_words_alone_is_no_error()
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get("knowledge/search?query=what+is+this")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_tier_searches_so_often_in_a_minute_and_no_more()
    {
        await using var server = await TestServer.Start(settings: new() { ["Limits:SearchesPerMinuteFree"] = "2" });
        var organisation = await Hive.NewOrganisation(server);
        var agent = await organisation.Agent("eager", Tier.Free);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => agent.Get("knowledge/search?query=anything")));

        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.That(refused, Has.Count.InRange(2, 4)); // the minute may change in between
        Assert.That(refused[0].Code, Is.EqualTo("RATE_LIMITED"));
        Assert.That(refused[0].Header("Retry-After"), Is.Not.Null);
        (await organisation.Admin.Get("knowledge/search?query=anything")).Expect(HttpStatusCode.OK);
    }

    private static async Task<TestServer> WithoutVectors() => await TestServer.Start(
        await TestApp.CloneDatabase(), services: services => services.Replace(ServiceDescriptor.Singleton<IEmbedder>(new BrokenEmbedder(TestApp.Embedder))));

    private sealed class BrokenEmbedder(IEmbedder whole) : IEmbedder
    {
        public EmbeddingModel Model => whole.Model;

        public Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) => throw new EmbeddingUnavailableException("Broken.");

        public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => throw new EmbeddingUnavailableException("Broken.");

        public IReadOnlyList<string> Chunk(string text) => whole.Chunk(text);
    }
}
