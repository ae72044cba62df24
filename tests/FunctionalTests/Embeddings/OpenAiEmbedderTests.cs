using Hivemind.Application.Embeddings;
using Microsoft.AspNetCore.Http;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class OpenAiEmbedderTests
{
    [Test]
    public async Task Texts_are_sent_in_batches_and_come_back_in_order_as_unit_vectors()
    {
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder();
        var texts = Enumerable.Range(1, 150).Select(length => new string('x', length)).ToList();

        var vectors = await embedder.Embed(texts, CancellationToken.None);

        Assert.That(service.Requests.Select(request => request.Texts.Length), Is.EqualTo([64, 64, 22]));
        Assert.That(service.Requests.Select(request => request.Model), Is.All.EqualTo("some-model"));
        Assert.That(service.Requests.Select(request => request.Authorization), Is.All.EqualTo("Bearer hidden-key"));
        Assert.That(vectors.Select(vector => Math.Round(vector[0] / vector[1])), Is.EqualTo(Enumerable.Range(1, 150)));
        Assert.That(vectors.Select(vector => BuiltIn.Likeness(vector, vector)), Is.All.EqualTo(1f).Within(1e-5f));
        Assert.That(embedder.Model, Is.EqualTo(new EmbeddingModel("some-model", "1", 3)));
    }

    [Test]
    public async Task Vectors_numbered_in_another_order_find_their_texts()
    {
        await using var service = await EmbeddingService.Start((_, _, context) => context.Response.WriteAsync(
            """{"data":[{"index":1,"embedding":[0,2,0]},{"index":0,"embedding":[3,0,0]}]}"""));
        using var embedder = service.Embedder();

        var vectors = await embedder.Embed(["a", "b"], CancellationToken.None);

        Assert.That(vectors, Is.EqualTo(new float[][] { [1, 0, 0], [0, 1, 0] }));
    }

    [TestCase("""{"data":[{"index":0,"embedding":[1,0]}]}""", TestName = "A wrong dimension is refused")]
    [TestCase("""{"data":[]}""", TestName = "A missing vector is refused")]
    [TestCase("""{"data":[{"embedding":[1,0,0]},{"embedding":[1,0,0]}]}""", TestName = "A vector too many is refused")]
    [TestCase("""{"data":[{"index":7,"embedding":[1,0,0]}]}""", TestName = "A wrong number is refused")]
    [TestCase("""{"data":[{"index":0,"embedding":[1e999,0,0]}]}""", TestName = "An infinite number is refused")]
    [TestCase("""{"data":[{"index":0,"embedding":[0,0,0]}]}""", TestName = "A vector without direction is refused")]
    [TestCase("""{"data":[{"index":0,"embedding":"AAAA"}]}""", TestName = "A vector that is text is refused")]
    [TestCase("""{"data":[null]}""", TestName = "A null vector is refused")]
    [TestCase("""{"error":"no"}""", TestName = "An answer without vectors is refused")]
    [TestCase("null", TestName = "A null answer is refused")]
    [TestCase("<html>secret words</html>", TestName = "An answer that is no JSON is refused")]
    [TestCase("", TestName = "An empty answer is refused")]
    public async Task A_wrong_answer_is_refused(string answer)
    {
        await using var service = await EmbeddingService.Start((_, _, context) => context.Response.WriteAsync(answer));
        using var embedder = service.Embedder();

        Assert.That(
            () => embedder.EmbedQuery("x", CancellationToken.None),
            Throws.TypeOf<EmbeddingUnavailableException>().With.Message.Not.Contains("secret"));
    }
}
