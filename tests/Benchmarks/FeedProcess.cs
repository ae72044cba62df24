using System.Diagnostics;
using System.Globalization;

namespace Hivemind.Benchmarks;

/// <summary>A server or the client of the feed benchmark, in a process of its own: lines in, lines out.</summary>
internal sealed class FeedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private FeedProcess(Process process) => _process = process;

    /// <summary>A clock that all processes of the machine share.</summary>
    public static string Now => Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static Task<FeedProcess> Start(string role, params string[] arguments) =>
        role == "node" ? Launch("node", ["--expose-gc", .. arguments]) : Launch(Environment.ProcessPath ?? "dotnet", [FeedRoles.Prefix + role, .. arguments]);

    private static Task<FeedProcess> Launch(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Task.FromResult(new FeedProcess(Process.Start(start) ?? throw new InvalidOperationException("The process did not start.")));
    }

    public async Task Write(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The rest of the next line that begins with the word.</summary>
    public async Task<string> Read(string word)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }

        throw new InvalidOperationException($"The process ended before it said '{word}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
