using System.Diagnostics;
using Hivemind.Application.Embeddings;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class OpenAiFailureTests
{
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(408)]
    [TestCase(429)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        await using var service = await EmbeddingService.Start((number, texts, context) =>
            number == 0 ? EmbeddingService.Status(status, context) : EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder();

        var vector = await embedder.EmbedQuery("x", CancellationToken.None);

        Assert.That(vector[0], Is.EqualTo(vector[1]));
        Assert.That(service.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_asks_for_a_pause_gets_it()
    {
        await using var service = await EmbeddingService.Start((number, texts, context) =>
        {
            context.Response.Headers.RetryAfter = "1";
            return number == 0 ? EmbeddingService.Status(429, context) : EmbeddingService.Good(texts, context);
        });
        using var embedder = service.Embedder();
        var started = Stopwatch.GetTimestamp();

        await embedder.EmbedQuery("x", CancellationToken.None);

        Assert.That(Stopwatch.GetElapsedTime(started), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(0.95)));
    }

    [Test]
    public async Task A_pause_nobody_would_wait_for_is_a_failure_at_once()
    {
        await using var service = await EmbeddingService.Start((_, _, context) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return EmbeddingService.Status(429, context);
        });
        using var embedder = service.Embedder();

        Assert.That(
            () => embedder.EmbedQuery("x", CancellationToken.None),
            Throws.TypeOf<EmbeddingUnavailableException>().With.Message.Contains("429"));
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(302)]
    public async Task A_lasting_refusal_is_told_at_once_and_without_the_words_of_the_service(int status)
    {
        await using var service = await EmbeddingService.Start((_, _, context) => EmbeddingService.Status(status, context));
        using var embedder = service.Embedder();

        Assert.That(
            () => embedder.EmbedQuery("x", CancellationToken.None),
            Throws.TypeOf<EmbeddingUnavailableException>().With.Message.Contains($"{status}").And.Message.Not.Contains("secret"));
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_slow_attempt_is_given_up_and_tried_again()
    {
        await using var service = await EmbeddingService.Start((number, texts, context) =>
            number == 0 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : EmbeddingService.Good(texts, context));
        using var embedder = service.Embedder(timeoutSeconds: 1);

        await embedder.EmbedQuery("x", CancellationToken.None);

        Assert.That(service.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_is_always_slow_is_unavailable()
    {
        await using var service = await EmbeddingService.Start((_, _, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var embedder = service.Embedder(timeoutSeconds: 0.1);

        Assert.That(() => embedder.EmbedQuery("x", CancellationToken.None), Throws.TypeOf<EmbeddingUnavailableException>());
        Assert.That(service.Requests, Has.Count.LessThanOrEqualTo(4));
    }

    [Test]
    public void A_service_that_is_not_there_is_unavailable() =>
        Assert.That(() => EmbeddingService.Absent.EmbedQuery("x", CancellationToken.None), Throws.TypeOf<EmbeddingUnavailableException>());

    [Test]
    public async Task A_caller_who_leaves_gets_a_cancellation_and_no_refusal()
    {
        using var leave = new CancellationTokenSource();
        await using var service = await EmbeddingService.Start(async (_, _, context) =>
        {
            await leave.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var embedder = service.Embedder();

        Assert.That(() => embedder.EmbedQuery("x", leave.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_service_that_keeps_failing_is_left_alone()
    {
        await using var service = await EmbeddingService.Start((_, _, context) => EmbeddingService.Status(500, context));
        using var embedder = service.Embedder();

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.That(() => embedder.EmbedQuery("x", CancellationToken.None), Throws.TypeOf<EmbeddingUnavailableException>());

        Assert.That(service.Requests, Has.Count.EqualTo(8));
    }
}
