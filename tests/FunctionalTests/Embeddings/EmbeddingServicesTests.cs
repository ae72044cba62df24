using System.ComponentModel.DataAnnotations;
using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hivemind.FunctionalTests.Embeddings;

[Parallelizable(ParallelScope.All)]
public sealed class EmbeddingServicesTests
{
    [Test]
    public async Task Without_options_the_built_in_model_is_loaded_at_start()
    {
        await using var services = Services(_ => { });

        foreach (var startup in services.GetServices<IHostedService>())
            await startup.StartAsync(CancellationToken.None);

        var embedder = services.GetRequiredService<IEmbedder>();
        Assert.That(embedder.Model, Is.EqualTo(new EmbeddingModel("all-MiniLM-L6-v2", "fp16-6638f625", 384)));
        Assert.That(await embedder.EmbedQuery("text", CancellationToken.None), Has.Length.EqualTo(384));
    }

    [Test]
    public void A_server_without_its_model_does_not_start()
    {
        using var services = Services(options => options.ModelDirectory = "/tmp/hivemind-no-model");

        Assert.That(
            () => services.GetServices<IHostedService>().Single().StartAsync(CancellationToken.None),
            Throws.TypeOf<EmbeddingUnavailableException>());
    }

    [Test]
    public async Task A_service_named_by_the_options_is_used_and_no_model_is_loaded()
    {
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));
        await using var services = Services(options =>
        {
            (options.Provider, options.Model, options.Revision) = (EmbeddingOptions.OpenAi, "some-model", "1");
            (options.BaseUrl, options.Dimension, options.ModelDirectory) = (service.Address, 3, "/tmp/hivemind-no-model");
        });

        foreach (var startup in services.GetServices<IHostedService>())
            await startup.StartAsync(CancellationToken.None);

        Assert.That(await services.GetRequiredService<IEmbedder>().EmbedQuery("x", CancellationToken.None), Has.Length.EqualTo(3));
        Assert.That(service.Requests.Single().Authorization, Is.Null);
    }

    [TestCase("magic", "m", "http://host/v1", 3, TestName = "An unknown provider is refused")]
    [TestCase("openai", null, "http://host/v1", 3, TestName = "A service without model is refused")]
    [TestCase("openai", "m", null, 3, TestName = "A service without address is refused")]
    [TestCase("openai", "m", "ftp://host/v1", 3, TestName = "A service that is not reached by HTTP is refused")]
    [TestCase("openai", "m", "host/v1", 3, TestName = "A relative address is refused")]
    [TestCase("openai", "m", "http://host/v1", null, TestName = "A service without dimension is refused")]
    [TestCase("openai", "m", "http://host/v1", 2_001, TestName = "More dimensions than an index takes are refused")]
    [TestCase("builtin", "m", null, null, TestName = "Another model for the built-in provider is refused")]
    public void Options_that_cannot_work_are_refused(string provider, string? model, string? address, int? dimension)
    {
        var options = new EmbeddingOptions
        {
            Provider = provider,
            Model = model,
            Dimension = dimension,
            BaseUrl = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
        };

        Assert.That(Validator.TryValidateObject(options, new(options), null, validateAllProperties: true), Is.False);
    }

    private static ServiceProvider Services(Action<EmbeddingOptions> configure) => new ServiceCollection()
        .AddLogging()
        .Configure(configure)
        .AddEmbeddings()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
