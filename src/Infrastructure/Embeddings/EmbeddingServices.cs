using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Embeddings.MiniLm;
using Hivemind.Infrastructure.Embeddings.OpenAi;
using Hivemind.Infrastructure.Embeddings.Reembedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Embeddings;

internal static class EmbeddingServices
{
    /// <summary>The one embedder that the options name. Whoever calls binds and validates <see cref="EmbeddingOptions"/>.</summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        return services
            .AddSingleton<MiniLmEmbedder>()
            .AddSingleton<OpenAiEmbedder>()
            .AddSingleton(provider => new QueryCache(Chosen(provider)))
            .AddSingleton<IEmbedder>(provider => provider.GetRequiredService<QueryCache>())
            .AddHostedService<EmbedderStartup>();
    }

    /// <summary>Watches that the vectors of the database stay those of this process, and changes them for the command line.</summary>
    public static IServiceCollection AddPinnedEmbeddings(this IServiceCollection services) => services
        .AddSingleton<ModelPins>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<Reembedder>(provider, provider.GetRequiredService<QueryCache>()))
        .AddSingleton<IEmbedder>(provider => ActivatorUtilities.CreateInstance<PinnedEmbedder>(provider, provider.GetRequiredService<QueryCache>()));

    private static IEmbedder Chosen(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value.Provider == EmbeddingOptions.OpenAi
            ? provider.GetRequiredService<OpenAiEmbedder>()
            : provider.GetRequiredService<MiniLmEmbedder>();
}
