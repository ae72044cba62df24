using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings.MiniLm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Embeddings;

/// <summary>Keeps a server from starting without the built-in model, and its first search from waiting for it.</summary>
internal sealed class EmbedderStartup(MiniLmEmbedder builtIn, IOptions<EmbeddingOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.Provider == EmbeddingOptions.BuiltIn ? builtIn.Load(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
