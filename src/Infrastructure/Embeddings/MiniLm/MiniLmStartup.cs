using Microsoft.Extensions.Hosting;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>Keeps a server from starting without its model.</summary>
internal sealed class MiniLmStartup(MiniLmEmbedder embedder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => embedder.Load().WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
