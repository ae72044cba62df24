namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Where the private database lives and how it runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The directory that holds postgres, initdb and pg_ctl of an installation with pgvector; see PostgresBinaries.</summary>
    public required string Binaries { get; init; }

    /// <summary>Holds the data, the socket, the locks and the server's log. Made when missing; nobody else may read it.</summary>
    public required string Directory { get; init; }

    /// <summary>The database to have, made when missing.</summary>
    public string Database { get; init; } = "hivemind";

    /// <summary>Trades safety after a crash of the machine for speed. For tests only.</summary>
    public bool Fast { get; init; }

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
