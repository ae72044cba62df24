namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Finds an installed PostgreSQL that has pgvector.</summary>
public static class PostgresBinaries
{
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    private static readonly string[] HomebrewRoots = ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"];

    /// <summary>
    /// The directory of its programs: the configured one, else the private one that build/pgvector.sh makes, else the system's or
    /// Homebrew's. Says what to do when there is none.
    /// </summary>
    public static string Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
            return IsComplete(configured)
                ? Path.GetFullPath(configured)
                : throw new EmbeddedPostgresException($"Database:PostgresBin is {configured}, which lacks postgres, initdb or pg_ctl.");

        return PrivateViews().Concat(Distribution("/")).Concat(Homebrew()).FirstOrDefault(IsComplete)
            ?? throw new EmbeddedPostgresException(
                "No PostgreSQL with pgvector was found. Run build/pgvector.sh to get a private one, start both with " +
                "docker compose up (compose.yaml), or set ConnectionStrings:Hivemind or Database:PostgresBin.");
    }

    /// <summary>The directory itself and all above it, nearest first.</summary>
    internal static IEnumerable<string> Upwards(string directory)
    {
        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
            yield return current.FullName;
    }

    private static IEnumerable<string> PrivateViews() =>
        Upwards(AppContext.BaseDirectory)
            .Concat(Upwards(Directory.GetCurrentDirectory()))
            .Select(directory => Path.Combine(directory, ".local", "pg"))
            .Append("/var/lib/hivemind/pg")
            .SelectMany(Distribution);

    /// <summary>Debian's layout below a root, newest version first; only versions that have pgvector.</summary>
    private static IEnumerable<string> Distribution(string root) =>
        Subdirectories(Path.Combine(root, "usr/lib/postgresql"))
            .Where(directory => HasVector(Path.Combine(root, "usr/share/postgresql", Path.GetFileName(directory))))
            .OrderByDescending(directory => int.TryParse(Path.GetFileName(directory), out var major) ? major : 0)
            .Select(directory => Path.Combine(directory, "bin"));

    private static IEnumerable<string> Homebrew() =>
        HomebrewRoots
            .SelectMany(Subdirectories)
            .Where(directory => Path.GetFileName(directory).StartsWith("postgresql", StringComparison.Ordinal))
            .Where(directory => Subdirectories(Path.Combine(directory, "share")).Any(HasVector))
            .OrderByDescending(directory => directory, StringComparer.Ordinal)
            .Select(directory => Path.Combine(directory, "bin"));

    private static bool HasVector(string share) => File.Exists(Path.Combine(share, "extension", "vector.control"));

    private static bool IsComplete(string directory) => Programs.All(program => File.Exists(Path.Combine(directory, program)));

    private static string[] Subdirectories(string directory) =>
        Directory.Exists(directory) ? Directory.GetDirectories(directory) : [];
}
