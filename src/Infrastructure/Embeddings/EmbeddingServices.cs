using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings.MiniLm;
using Hivemind.Infrastructure.Embeddings.OpenAi;
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
            .AddSingleton<IEmbedder>(provider => new QueryCache(Chosen(provider)))
            .AddHostedService<EmbedderStartup>();
    }

    private static IEmbedder Chosen(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value.Provider == EmbeddingOptions.OpenAi
            ? provider.GetRequiredService<OpenAiEmbedder>()
            : provider.GetRequiredService<MiniLmEmbedder>();
}
