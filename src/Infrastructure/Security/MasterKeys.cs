using System.Data.Common;
using System.Security.Cryptography;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.Security;

/// <summary>The key of the operator, or else one generated into the database when the first server starts.</summary>
internal sealed partial class MasterKeys(NpgsqlDataSource database, IOptions<SecretOptions> options, ILogger<MasterKeys> logger) : BackgroundService
{
    private byte[]? _current;
    private byte[]? _generated;

    public async ValueTask<byte[]> Current(CancellationToken cancellationToken) =>
        _current ??= string.IsNullOrEmpty(options.Value.MasterKey)
            ? await Generate(cancellationToken)
            : Convert.FromBase64String(options.Value.MasterKey);

    /// <summary>The generated key; null when there never was one.</summary>
    public async ValueTask<byte[]?> Generated(CancellationToken cancellationToken)
    {
        if (_generated is null && await Read(cancellationToken) is { } text)
            _generated = Convert.FromBase64String(text);

        return _generated;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Current(stoppingToken);
        }
        catch (DbException)
        {
            LogLater(logger); // whoever needs the key first makes it then
        }
    }

    private async Task<byte[]> Generate(CancellationToken cancellationToken)
    {
        var made = await database.Execute(
            "insert into deployment_config (key, value) values ('master_key', @Key) on conflict do nothing",
            new { Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBox.KeyBytes)) }, cancellationToken);

        if (made == 1)
            LogGenerated(logger);

        return await Generated(cancellationToken) ?? throw new StartupException("The generated master key is gone from deployment_config.");
    }

    private Task<string?> Read(CancellationToken cancellationToken) =>
        database.FindOne<string>("select value from deployment_config where key = 'master_key'", null, cancellationToken);

    [LoggerMessage(2, LogLevel.Warning, "The master key could not be looked up; it will be when a secret is stored")]
    private static partial void LogLater(ILogger logger);

    [LoggerMessage(1, LogLevel.Warning, "No Secrets:MasterKey is set: a key was generated into the database. Whoever has a backup can read the stored secrets")]
    private static partial void LogGenerated(ILogger logger);
}
