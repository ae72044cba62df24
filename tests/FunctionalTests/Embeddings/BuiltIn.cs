using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings.MiniLm;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hivemind.FunctionalTests.Embeddings;

/// <summary>The built-in embedder over the real model, loaded once for all fixtures; it ends with the process.</summary>
internal static class BuiltIn
{
    public static MiniLmEmbedder Embedder { get; } = In(null);

    public static MiniLmEmbedder In(string? directory) =>
        new(Options.Create(new EmbeddingOptions { ModelDirectory = directory }), NullLogger<MiniLmEmbedder>.Instance);

    public static float Likeness(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
