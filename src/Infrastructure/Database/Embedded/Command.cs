using System.Diagnostics;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>A program of the system, run in the locale and with the environment the database expects.</summary>
internal static class Command
{
    public static string Locale => OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";

    public static Process Start(
        IReadOnlyList<string> words, bool withInput = false, IEnumerable<(string Name, string? Value)>? environment = null)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = withInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // the current one may be closed to the user the program runs as
        };
        start.Environment["LC_ALL"] = Locale;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name); // PGDATA, PGPORT and their like would lead elsewhere

        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;

        return Process.Start(start) ?? throw new EmbeddedPostgresException($"{words[0]} did not start.");
    }

    public static async Task<CommandResult> Run(
        IReadOnlyList<string> words, CancellationToken cancellationToken, params (string Name, string? Value)[] environment)
    {
        using var process = Start(words, environment: environment);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true); // an initdb that goes on would race with the next start's
            throw;
        }
    }

    /// <summary>Runs a program that has to succeed and returns what it printed.</summary>
    public static async Task<string> Demand(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var result = await Run(words, cancellationToken);
        if (result.ExitCode != 0)
            throw new EmbeddedPostgresException($"{string.Join(' ', words)} ended with {result.ExitCode}: {result.Error}{result.Output}");

        return result.Output.Trim();
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error);
