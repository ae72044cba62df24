namespace Hivemind.Infrastructure.Database;

/// <summary>What a given database has to be.</summary>
internal static class DatabaseRequirements
{
    private const int Server = 15;
    private static readonly Version Vector = new(0, 8);

    /// <summary>Throws what tells the operator to upgrade.</summary>
    /// <param name="serverNumber">PostgreSQL's server_version_num, such as 150018.</param>
    /// <param name="vector">The version of pgvector; null when there is none.</param>
    public static void Demand(int serverNumber, string? vector)
    {
        if (serverNumber / 10_000 < Server)
            throw new StartupException($"The database is PostgreSQL {serverNumber / 10_000}; Hivemind needs {Server} or newer.");

        if (vector is null)
            throw new StartupException(
                $"The database server has no pgvector; Hivemind needs {Vector} or newer. " +
                "Install it, or leave the connection string out to use the embedded database.");

        if (!Version.TryParse(vector, out var version) || version < Vector)
            throw new StartupException(
                $"The database has pgvector {vector}; Hivemind needs {Vector} or newer. Upgrade it, then run: alter extension vector update");
    }
}
