namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>What the process named in postmaster.pid is.</summary>
internal enum Postmaster
{
    None,
    Alive,

    /// <summary>Dead, but its parent has not collected it; pg_ctl takes it for a running server.</summary>
    Zombie,

    /// <summary>Another program that was given the number after the server died.</summary>
    Stranger,
}

internal static class PostmasterFile
{
    public static string PathIn(string data) => Path.Combine(data, "postmaster.pid");

    public static async Task<Postmaster> Look(string data, CancellationToken cancellationToken)
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(PathIn(data), cancellationToken);
            return lines is [var pid, ..] ? await LookAt(pid.Trim(), data, cancellationToken) : Postmaster.None;
        }
        catch (IOException)
        {
            return Postmaster.None; // the file, or the process, went away meanwhile
        }
    }

    private static async Task<Postmaster> LookAt(string pid, string data, CancellationToken cancellationToken)
    {
        var (state, words) = OperatingSystem.IsLinux()
            ? await FromProc(pid, cancellationToken)
            : await FromPs(pid, cancellationToken);

        return state switch
        {
            null => Postmaster.None,
            'Z' => Postmaster.Zombie,
            _ => words.Contains(data, StringComparison.Ordinal) ? Postmaster.Alive : Postmaster.Stranger,
        };
    }

    private static async Task<(char? State, string Words)> FromProc(string pid, CancellationToken cancellationToken)
    {
        var stat = await File.ReadAllTextAsync($"/proc/{pid}/stat", cancellationToken);
        var words = await File.ReadAllTextAsync($"/proc/{pid}/cmdline", cancellationToken);
        return (stat[stat.LastIndexOf(')') + 2], words); // the program's name, in parentheses, may hold anything
    }

    private static async Task<(char? State, string Words)> FromPs(string pid, CancellationToken cancellationToken)
    {
        var result = await Command.Run(["ps", "-o", "stat=", "-o", "command=", "-p", pid], cancellationToken);
        var line = result.Output.Trim();
        return (line.Length == 0 ? null : line[0], line);
    }
}
