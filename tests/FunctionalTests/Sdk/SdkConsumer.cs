using System.Diagnostics;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>A program of somebody else, made in a directory outside the checkout from the packed files alone.</summary>
internal sealed class SdkConsumer : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("hivemind-consumer-").FullName;

    public static string Sources { get; } = Path.Combine(Repository.Root, "tests", "FunctionalTests", "Sdk", "consumer");

    public string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A directory inside this one.</summary>
    public string Directory(string name) => System.IO.Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;

    public void Copy(string path) => File.Copy(path, Path.Combine(_directory, Path.GetFileName(path)));

    /// <summary>What a program writes to its output; it fails the test when it does not end well.</summary>
    public async Task<string> Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {await output}{await error}");
            return (await output).Trim();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_directory, "packages");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);
}
