using System.ComponentModel.DataAnnotations;

namespace Hivemind.Infrastructure.Database;

/// <summary>Where the data lives.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Npgsql connection string (ConnectionStrings:Hivemind); null starts the embedded database in Directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Npgsql connection string of streaming replicas, several hosts with commas between (ConnectionStrings:HivemindReplicas); null asks the primary alone.</summary>
    public string? ReplicaConnectionString { get; set; }

    /// <summary>Directory of the embedded database and of admin.key; null picks .hivemind beside the checkout, else the user's data directory.</summary>
    public string? Directory { get; set; }

    /// <summary>Directory with the programs of PostgreSQL; null searches the usual places.</summary>
    public string? PostgresBin { get; set; }

    /// <summary>Connections this process opens at most.</summary>
    [Range(2, 1000)]
    public int MaxPoolSize { get; set; } = 40;
}
