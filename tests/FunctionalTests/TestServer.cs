using System.Collections.Concurrent;
using Hivemind.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.FunctionalTests;

/// <summary>A real server on a free loopback port, over the shared database or one of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication? _app;
    private readonly CapturedLogs _logs;

    private TestServer(Uri address, NpgsqlDataSource database, WebApplication? app, CapturedLogs logs)
    {
        _app = app;
        _logs = logs;
        Database = database;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("This server is in another process.");

    public NpgsqlDataSource Database { get; }

    /// <summary>Everything this server logged so far, at every level.</summary>
    public string LogText => string.Join('\n', _logs.Lines);

    /// <param name="connectionString">Default: the database that all tests share.</param>
    /// <param name="settings">Configuration by its full name, for example "Webhooks:AllowHttp".</param>
    /// <param name="services">Replaces what stands for the world outside, such as the embedder.</param>
    public static async Task<TestServer> Start(
        string? connectionString = null, Dictionary<string, string?>? settings = null, TimeProvider? time = null, Action<IServiceCollection>? services = null)
    {
        connectionString ??= await TestApp.SharedDatabase();
        var logs = new CapturedLogs();
        var all = new Dictionary<string, string?>(TestApp.Settings);
        foreach (var (name, value) in settings ?? [])
            all[name] = value;

        var app = HivemindServer.Build(["--HIVEMIND_URLS=http://127.0.0.1:0", .. all.Select(pair => $"--{pair.Key}={pair.Value}")], connectionString, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
            if (all.GetValueOrDefault("Embedding:Provider") is null)
                builder.Services.Replace(ServiceDescriptor.Singleton(TestApp.Embedder));

            if (time is not null)
                builder.Services.Replace(ServiceDescriptor.Singleton(time));

            services?.Invoke(builder.Services);
        });

        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new TestServer(new Uri(address), app.Services.GetRequiredService<NpgsqlDataSource>(), app, logs);
    }

    /// <summary>A server that another process runs; disposing it only stops talking to it.</summary>
    public static TestServer In(Uri address, string connectionString) => new(address, NpgsqlDataSource.Create(connectionString), null, new CapturedLogs());

    /// <summary>Ends like a server that was asked to: open streams are closed, background work is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is null)
        {
            await Database.DisposeAsync();
            return;
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class CapturedLogs : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(CapturedLogs owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                owner.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
