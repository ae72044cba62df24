using System.Diagnostics;
using System.Globalization;

namespace Hivemind.Benchmarks;

/// <summary>How long an operator waits: the real program from nothing to a healthy answer, its end, and its next start.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 5;
    private const string Up = "Hivemind is up: ";

    public static async Task<BenchTable> Run(BenchContext context)
    {
        List<double> first = [], end = [], again = [];
        for (var round = 1; round <= Rounds; round++)
        {
            await context.Progress.WriteLineAsync($"start: round {round} of {Rounds}");
            var directory = Path.Combine("/tmp", $"hivemind-bench-start-{Path.GetRandomFileName()}");
            var (start, stop) = await StartAndStop(directory);
            first.Add(start);
            end.Add(stop);
            (start, stop) = await StartAndStop(directory);
            again.Add(start);
            end.Add(stop);
            Directory.Delete(directory, recursive: true);
        }

        return new BenchTable(
            "start", ["Step", "Median s", "Fastest s", "Slowest s"],
            [Row("From nothing to healthy", first), Row("On existing data to healthy", again), Row("SIGTERM to the end of both processes", end)],
            [$"{Rounds} rounds of 'hivemind serve' with the embedded database and the built-in model; {Environment.ProcessorCount} cores."]);
    }

    private static async Task<(double Start, double Stop)> StartAndStop(string directory)
    {
        var clock = Stopwatch.StartNew();
        using var server = Launch(directory);
        try
        {
            var health = new Uri(await Address(server), "/health");
            var rest = server.StandardOutput.ReadToEndAsync(); // a full pipe would stop the server
            await UntilHealthy(health);
            var start = clock.Elapsed.TotalSeconds;

            clock.Restart();
            using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
            await server.WaitForExitAsync();
            var stop = clock.Elapsed.TotalSeconds;
            await rest;
            return (start, stop);
        }
        finally
        {
            if (!server.HasExited)
                server.Kill();
        }
    }

    private static async Task UntilHealthy(Uri health)
    {
        using var http = new HttpClient();
        while (!(await http.GetAsync(health)).IsSuccessStatusCode)
            await Task.Delay(5);
    }

    private static Process Launch(string directory)
    {
        var program = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "hivemind.dll"), "serve"])
        {
            RedirectStandardOutput = true,
        };
        program.Environment["HIVEMIND_URLS"] = "http://127.0.0.1:0";
        program.Environment["Database__Directory"] = directory;
        return Process.Start(program) ?? throw new InvalidOperationException("hivemind did not start.");
    }

    private static async Task<Uri> Address(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Up, StringComparison.Ordinal))
                return new Uri(line[Up.Length..]);
        }

        throw new InvalidOperationException("The server ended before it was up.");
    }

    private static string[] Row(string step, List<double> seconds)
    {
        seconds.Sort();
        return [step, Text(seconds[seconds.Count / 2]), Text(seconds[0]), Text(seconds[^1])];
    }

    private static string Text(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}
