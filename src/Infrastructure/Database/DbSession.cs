using System.Data;
using Hivemind.Application.Common;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>
/// The connection and transaction of one command. Both begin with the first statement, so that a handler which embeds or
/// calls out before it writes holds nothing meanwhile.
/// </summary>
internal sealed class DbSession(NpgsqlDataSource database) : IUnitOfWork, IAsyncDisposable
{
    private readonly List<Action> _afterCommit = [];
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public async Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) =>
        await (await Open(cancellationToken)).Execute(sql, parameters, cancellationToken);

    public async Task<T?> FindOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await (await Open(cancellationToken)).FindOne<T>(sql, parameters, cancellationToken);

    public async Task<IReadOnlyList<T>> List<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await (await Open(cancellationToken)).List<T>(sql, parameters, cancellationToken);

    /// <summary>The connection inside the transaction, for what Dapper does not do (COPY, batches).</summary>
    public async Task<NpgsqlConnection> Open(CancellationToken cancellationToken)
    {
        if (_connection is not null)
            return _connection;

        _connection = await database.OpenConnectionAsync(cancellationToken);
        _transaction = await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        return _connection;
    }

    /// <summary>Runs once after a successful commit, in order; must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task Commit(CancellationToken cancellationToken)
    {
        if (_transaction is not null)
        {
            // A commit that the client cancelled may still have happened: let it run to its end.
            await _transaction.CommitAsync(CancellationToken.None);
            await Close();
        }

        foreach (var action in _afterCommit)
            action();

        _afterCommit.Clear();
    }

    public async Task Rollback()
    {
        _afterCommit.Clear();
        await Close();
    }

    public async ValueTask DisposeAsync() => await Close();

    private async Task Close()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();

        if (_connection is not null)
            await _connection.DisposeAsync();

        _transaction = null;
        _connection = null;
    }
}
