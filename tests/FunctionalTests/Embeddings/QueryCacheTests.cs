using Hivemind.Infrastructure.Embeddings;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class QueryCacheTests
{
    [Test]
    public async Task A_query_asked_again_is_answered_from_memory_with_a_vector_of_its_own()
    {
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder();
        var cache = new QueryCache(embedder);

        var first = await cache.EmbedQuery("once", CancellationToken.None);
        Array.Clear(first);
        var second = await cache.EmbedQuery("once", CancellationToken.None);
        await cache.EmbedQuery("Once", CancellationToken.None);

        Assert.That(second[0], Is.GreaterThan(0.9f));
        Assert.That(service.Requests.Select(request => request.Texts.Single()), Is.EqualTo(["once", "Once"]));
    }

    [Test]
    public async Task What_was_not_asked_for_longest_is_forgotten_first()
    {
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder();
        var cache = new QueryCache(embedder);

        for (var number = 0; number < QueryCache.Capacity; number++)
            await cache.EmbedQuery($"{number}", CancellationToken.None);

        await cache.EmbedQuery("0", CancellationToken.None);
        await cache.EmbedQuery("new", CancellationToken.None);
        service.Requests.Clear();
        await cache.EmbedQuery("0", CancellationToken.None);
        await cache.EmbedQuery("1", CancellationToken.None);

        Assert.That(service.Requests.Select(request => request.Texts.Single()), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task Very_long_queries_and_bulk_texts_are_not_kept()
    {
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder();
        var cache = new QueryCache(embedder);
        var query = new string('x', QueryCache.MaxLength + 1);

        for (var time = 0; time < 2; time++)
        {
            await cache.EmbedQuery(query, CancellationToken.None);
            await cache.Embed(["bulk"], CancellationToken.None);
        }

        Assert.That(service.Requests, Has.Count.EqualTo(4));
    }
}
