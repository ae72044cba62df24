using System.Text;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>The files of one private cluster: its data, its socket, its locks and its log.</summary>
internal sealed class Cluster(string binaries, string directory, bool fast)
{
    public const string Owner = "hivemind";

    public const int Port = 5432; // names the socket file; nothing listens on TCP

    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    public string Directory { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
    public string Data => Path.Combine(Directory, "data");
    public string Log => Path.Combine(Directory, "server.log");
    public string UsersLock => Path.Combine(Directory, "users.lock");
    public string Program(string name) => Path.Combine(binaries, name);

    /// <summary>Whether the path of a socket in the directory is short enough for the system.</summary>
    public static bool HasRoomForSocket(string directory) =>
        Encoding.UTF8.GetByteCount($"{directory}/.s.PGSQL.{Port}") <= (OperatingSystem.IsMacOS() ? 103 : 107);

    /// <summary>Makes the directory, or says why it cannot serve.</summary>
    public async Task Open(ServerUser user, CancellationToken cancellationToken)
    {
        if (!HasRoomForSocket(Directory))
            throw new EmbeddedPostgresException(
                $"The path {Directory} is too long for a socket. Set Database:Directory to a shorter one.");

        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            await user.Own(Directory, cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"{Directory} cannot be used: {exception.Message} If another user made it, start Hivemind as that user.");
        }

        await user.DemandAccess(Directory, binaries, cancellationToken);
    }

    /// <summary>Lets one process at a time look at the cluster and start it.</summary>
    public async Task<IAsyncDisposable> LockForStart(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Directory, "start.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockRetry, cancellationToken);
            }
        }
    }

    /// <summary>Makes the data when there is none, and refuses data of another major version.</summary>
    public async Task Initialise(ServerUser user, CancellationToken cancellationToken)
    {
        if (!File.Exists(VersionFile))
            await Create(user, cancellationToken);

        var made = (await File.ReadAllTextAsync(VersionFile, cancellationToken)).Trim();
        var version = await Command.Demand([Program("postgres"), "--version"], cancellationToken);
        var major = version.Split(' ').First(word => char.IsAsciiDigit(word[0])).Split('.')[0];
        if (made != major)
            throw new EmbeddedPostgresException(
                $"{Data} was made by PostgreSQL {made}, but the programs in {binaries} are PostgreSQL {major}. " +
                $"Set Database:PostgresBin to PostgreSQL {made}, or move the data with pg_dump.");
    }

    public string[] StartCommand(TimeSpan patience) =>
    [
        Program("pg_ctl"), "-D", Data, "-w", "-s", "-t", $"{Math.Ceiling(patience.TotalSeconds):0}",
        "-l", Log, // without it the server would hold our end of pg_ctl's output open
        "-o", ServerSettings.AsArguments(Directory, fast), "start",
    ];

    /// <summary>The end of the server's log, for a message about a failed start.</summary>
    public string LogTail() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(15)) : "(there is no log)";

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    // Made aside and renamed: a kill in the middle leaves no half-made cluster behind.
    private async Task Create(ServerUser user, CancellationToken cancellationToken)
    {
        var unfinished = $"{Data}.new";
        if (System.IO.Directory.Exists(unfinished))
            System.IO.Directory.Delete(unfinished, recursive: true);

        string[] options = ["-U", Owner, "-A", "trust", "-E", "UTF8", $"--locale={Command.Locale}", fast ? "--no-sync" : "--no-instructions"];
        await Command.Demand(user.Run([Program("initdb"), "-D", unfinished, .. options]), cancellationToken);
        System.IO.Directory.Move(unfinished, Data);
    }
}
