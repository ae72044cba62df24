using System.Globalization;
using Hivemind.Application.Embeddings;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>Which model made the vectors of this database. Written at first start; another model is refused, because vectors of two models never mix.</summary>
public sealed class ModelPins(NpgsqlDataSource database)
{
    public async Task Check(EmbeddingModel configured, CancellationToken cancellationToken)
    {
        await database.Execute(
            """
            insert into deployment_config (key, value)
            select * from unnest(@Keys, @Values)
            where not exists (select from deployment_config where key = 'embedding_model')
            on conflict (key) do nothing
            """,
            new
            {
                Keys = new[] { "embedding_model", "embedding_revision", "embedding_dimension" },
                Values = new[] { configured.Name, configured.Revision, configured.Dimension.ToString(CultureInfo.InvariantCulture) },
            }, cancellationToken);

        var pinned = await Read(cancellationToken);
        if (pinned != configured)
            throw new StartupException(
                $"The knowledge here was embedded with {Describe(pinned)}, but {Describe(configured)} is configured. " +
                "Configure the former again, or run 'hivemind reembed' to embed everything anew with the latter.");
    }

    public async Task<EmbeddingModel> Read(CancellationToken cancellationToken)
    {
        var values = (await database.List<(string Key, string Value)>(
            "select key, value from deployment_config where key like 'embedding\\_%'", null, cancellationToken)).ToDictionary(row => row.Key, row => row.Value);

        return new EmbeddingModel(values["embedding_model"], values["embedding_revision"], int.Parse(values["embedding_dimension"], CultureInfo.InvariantCulture));
    }

    private static string Describe(EmbeddingModel model) => $"{model.Name} (revision {model.Revision}, {model.Dimension} dimensions)";
}
