using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Api;

/// <summary>What must be true of the database before anything uses it.</summary>
public static class Preparation
{
    /// <summary>Brings the schema up to this build and checks that its vectors are of the configured model.</summary>
    public static async Task<int> PrepareDatabase(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var applied = await services.PrepareSchema(cancellationToken);
        await services.GetRequiredService<ModelPins>().Check(services.GetRequiredService<IEmbedder>().Model, cancellationToken);
        return applied;
    }

    /// <summary>Brings the schema up to this build, whatever model its vectors are of.</summary>
    public static async Task<int> PrepareSchema(this IServiceProvider services, CancellationToken cancellationToken)
    {
        EmbeddingModel model;
        try
        {
            model = services.GetRequiredService<IEmbedder>().Model;
        }
        catch (EmbeddingUnavailableException exception)
        {
            throw new StartupException(exception.Message, exception);
        }

        return await services.GetRequiredService<Migrator>().Migrate(model.Dimension, cancellationToken);
    }
}
