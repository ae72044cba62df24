using System.Globalization;
using Hivemind.Application.Embeddings;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>Which model made the vectors of this database. Written at first start; another model is refused, because vectors of two models never mix.</summary>
public sealed class ModelPins(NpgsqlDataSource database)
{
    public async Task Check(EmbeddingModel configured, CancellationToken cancellationToken)
    {
        var pinned = await ReadOrPin(configured, cancellationToken);
        if (pinned != configured)
            throw new StartupException(
                $"The knowledge here was embedded with {Describe(pinned)}, but {Describe(configured)} is configured. " +
                "Configure the former again, or run 'hivemind reembed' to embed everything anew with the latter.");
    }

    /// <summary>The model of the vectors; in a new database the given one from now on.</summary>
    public async Task<EmbeddingModel> ReadOrPin(EmbeddingModel model, CancellationToken cancellationToken)
    {
        if (await Read(cancellationToken) is { } pinned)
            return pinned;

        await database.Execute(
            """
            insert into deployment_config (key, value)
            select * from unnest(@Keys, @Values)
            where not exists (select from deployment_config where key = 'embedding_model')
            on conflict (key) do nothing
            """, Rows(model), cancellationToken);

        return await Read(cancellationToken) ?? throw new InvalidOperationException("The pins of the model are gone.");
    }

    /// <summary>Null before the first start.</summary>
    public async Task<EmbeddingModel?> Read(CancellationToken cancellationToken)
    {
        var values = (await database.List<(string Key, string Value)>(
            "select key, value from deployment_config where key like 'embedding\\_%'", null, cancellationToken)).ToDictionary(row => row.Key, row => row.Value);

        return values.Count == 0
            ? null
            : new EmbeddingModel(values["embedding_model"], values["embedding_revision"], int.Parse(values["embedding_dimension"], CultureInfo.InvariantCulture));
    }

    /// <summary>For the transaction that brings the vectors of another model in.</summary>
    internal static Task Replace(NpgsqlConnection connection, EmbeddingModel model, CancellationToken cancellationToken) =>
        connection.Execute(
            """
            update deployment_config
            set value = given.value, updated_at = now()
            from unnest(@Keys, @Values) given (key, value)
            where deployment_config.key = given.key
            """, Rows(model), cancellationToken);

    internal static string Describe(EmbeddingModel model) => $"{model.Name} (revision {model.Revision}, {model.Dimension} dimensions)";

    private static object Rows(EmbeddingModel model) => new
    {
        Keys = new[] { "embedding_model", "embedding_revision", "embedding_dimension" },
        Values = new[] { model.Name, model.Revision, model.Dimension.ToString(CultureInfo.InvariantCulture) },
    };
}
