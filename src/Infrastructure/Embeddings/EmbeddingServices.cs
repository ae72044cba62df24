using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings.MiniLm;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Infrastructure.Embeddings;

internal static class EmbeddingServices
{
    public static IServiceCollection AddEmbeddings(this IServiceCollection services) => services
        .AddSingleton<MiniLmEmbedder>()
        .AddHostedService<MiniLmStartup>()
        .AddSingleton<IEmbedder>(provider => new QueryCache(provider.GetRequiredService<MiniLmEmbedder>()));
}
