using System.Diagnostics;

namespace Hivemind.FunctionalTests.Serving;

/// <summary>The command line as people run it, in a process of its own.</summary>
internal static class HivemindProgram
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "hivemind.dll");

    public static Process Start(IEnumerable<string> words, Dictionary<string, string?>? settings = null, bool withInput = false)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Assembly, .. words])
        {
            RedirectStandardInput = withInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings ?? [])
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        return Process.Start(start) ?? throw new InvalidOperationException("hivemind did not start.");
    }

    /// <summary>The tests' own program, for what only a test's server does.</summary>
    public static Process StartTests(params IEnumerable<string> words) =>
        Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(HivemindProgram).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("The tests' program did not start.");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> Run(
        IEnumerable<string> words, Dictionary<string, string?>? settings, CancellationToken cancellationToken, string? input = null)
    {
        using var process = Start(words, settings, withInput: input is not null);
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }

            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Ended(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public static Dictionary<string, string?> In(string directory) => new() { ["Database:Directory"] = directory };
}

/// <summary>How a command ended and what it said.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>This end, when it was a good one.</summary>
    public Ended Well()
    {
        Assert.That(ExitCode, Is.Zero, $"{Output}{Error}");
        return this;
    }

    /// <summary>A refusal an operator can read: code 1, one line, no stack trace.</summary>
    public string Refusal()
    {
        Assert.That(ExitCode, Is.EqualTo(1), $"{Output}{Error}");
        Assert.That(Error, Does.StartWith("hivemind: ").And.Not.Contain("   at "));
        Assert.That(Output, Does.Not.Contain("   at "));
        return Error.Trim();
    }
}
