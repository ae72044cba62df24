namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Who the database server runs as. PostgreSQL refuses root, so root hands it to an unprivileged user.</summary>
internal sealed class ServerUser(string name, string? group)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The user of this process; as root, the owner of the data that is there, else the user postgres, else nobody.</summary>
    public static async Task<ServerUser> For(string data, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerUser(Environment.UserName, group: null);

        if (!OperatingSystem.IsLinux())
            throw new EmbeddedPostgresException("The embedded database cannot be started by root here. Start it as an ordinary user.");

        return await OwnerOf(data, cancellationToken) ?? await FirstOf(Candidates);
    }

    /// <summary>The command as this user. No shell and no session: the process id stays.</summary>
    public string[] Run(params string[] words) =>
        group is null ? words : ["setpriv", "--reuid", name, "--regid", group, "--clear-groups", "--", .. words];

    /// <summary>Makes a directory this user's own and closes it to all others.</summary>
    public async Task Own(string directory, CancellationToken cancellationToken)
    {
        if (group is not null)
            await Command.Demand(["chown", $"{name}:{group}", directory], cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Says which of the two this user cannot use, most often because a parent directory such as /root is closed.</summary>
    public async Task DemandAccess(string directory, string binaries, CancellationToken cancellationToken)
    {
        if ((await Command.Run(Run("test", "-w", directory), cancellationToken)).ExitCode != 0)
            throw new EmbeddedPostgresException(
                $"User {name} cannot write to {directory}: it or a directory above it is closed. Set Database:Directory to another place.");

        if ((await Command.Run(Run("test", "-x", Path.Combine(binaries, "postgres")), cancellationToken)).ExitCode != 0)
            throw new EmbeddedPostgresException(
                $"User {name} cannot run {binaries}/postgres: it or a directory above it is closed. Set Database:PostgresBin to another place.");
    }

    private static async Task<ServerUser?> OwnerOf(string data, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(data))
            return null;

        var owner = await Command.Demand(["stat", "-c", "%u %g", data], cancellationToken);
        return owner.Split(' ') is [not "0" and var user, var group] ? new ServerUser(user, group) : null;
    }

    private static async Task<ServerUser> FirstOf(string[] names)
    {
        var accounts = await File.ReadAllLinesAsync("/etc/passwd");
        var account = names
            .Select(name => accounts.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal)))
            .FirstOrDefault(line => line is not null)
            ?? throw new EmbeddedPostgresException("There is no user postgres to run the database as. Start Hivemind as an ordinary user.");

        return new ServerUser(account.Split(':')[0], account.Split(':')[3]);
    }
}
