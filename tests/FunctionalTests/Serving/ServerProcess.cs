using System.Collections.Concurrent;
using System.Diagnostics;
using Hivemind.FunctionalTests.Traffic.Processing;

namespace Hivemind.FunctionalTests.Serving;

/// <summary>A server as operators run it: the real program in a process of its own, so that a test can stop and kill it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Begins the line with the address.</summary>
    public const string Up = "Hivemind is up: ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestServer? _server;

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it printed and logged so far.</summary>
    public string Text => string.Join('\n', _lines);

    public TestServer Server => _server ?? throw new InvalidOperationException("The server is not up.");

    /// <summary>Returns when the server answers.</summary>
    /// <param name="directory">That of its embedded database.</param>
    public static async Task<ServerProcess> Start(string directory, CancellationToken cancellationToken, Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["HIVEMIND_URLS"] = "http://127.0.0.1:0",
            ["Database:Directory"] = directory,
            ["Limits:RequestsPerMinute"] = "0",
            ["Limits:BurstCount"] = "0",
            ["Limits:ContributionsPerMinuteEnterprise"] = "0",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;

        var database = all.GetValueOrDefault("ConnectionStrings:Hivemind") ?? $"Host={directory};Port=5432;Username=hivemind;Database=hivemind";
        return await new ServerProcess(HivemindProgram.Start(["serve"], all)).UntilUp(database, cancellationToken);
    }

    /// <summary>A server whose handler is that of a test, over a given database.</summary>
    public static Task<ServerProcess> StartHandling(string connectionString, CancellationToken cancellationToken) =>
        new ServerProcess(HivemindProgram.StartTests(HandlingServer.Role, connectionString)).UntilUp(connectionString, cancellationToken);

    /// <summary>The status of /health; 0 when nobody answers.</summary>
    public async Task<int> Health(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Server.Http.GetAsync("/health", cancellationToken);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>Ends it without a chance to tidy up.</summary>
    public async Task Kill(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <returns>The exit code after the signal.</returns>
    public async Task<int> Signal(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();

        if (!_process.HasExited)
            await Signal("TERM", CancellationToken.None);

        _process.Dispose();
    }

    private async Task<ServerProcess> UntilUp(string database, CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_address.Task, ended) == ended)
            throw new InvalidOperationException($"The server did not come up:\n{Text}");

        _server = TestServer.In(await _address.Task, $"{database};Pooling=false");
        return this;
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;

        _lines.Enqueue(line);
        if (line.StartsWith(Up, StringComparison.Ordinal))
            _address.TrySetResult(new Uri(line[Up.Length..]));
    }
}
