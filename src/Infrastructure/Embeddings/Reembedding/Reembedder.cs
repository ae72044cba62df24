using System.Globalization;
using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Embeddings.Reembedding;

/// <summary>
/// Embeds everything anew with the configured model while servers run. It may be killed at any time and run again: what is done stays done.
/// </summary>
public sealed class Reembedder(NpgsqlDataSource database, IEmbedder embedder, ModelPins pins, TimeProvider time)
{
    private const long LockKey = 7_201_469_014_120_002;
    private const string SwappedAt = "reembed_swapped_at";

    /// <summary>So many texts may be embedded while the tables are locked.</summary>
    private const int FewTexts = 50;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5); // between the clocks of servers
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly VectorFill _fill = new(embedder);

    /// <param name="patience">How long after the swap a request may still write what it embedded before.</param>
    /// <returns>False when there was nothing to do.</returns>
    public async Task<bool> Run(TimeSpan patience, Action<string> report, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.FindOne<bool>("select pg_try_advisory_lock(@LockKey)", new { LockKey }, cancellationToken))
            throw new StartupException("Another 'hivemind reembed' is running.");

        try
        {
            var isOther = await pins.ReadOrPin(embedder.Model, cancellationToken) != embedder.Model;
            if (isOther)
                await Exchange(connection, report, cancellationToken);

            return await Settle(connection, patience, report, cancellationToken) || isOther;
        }
        finally
        {
            await connection.Execute("select pg_advisory_unlock(@LockKey)", new { LockKey }, CancellationToken.None);
        }
    }

    private async Task Exchange(NpgsqlConnection connection, Action<string> report, CancellationToken cancellationToken)
    {
        foreach (var table in VectorTable.All)
        {
            await NextTable.Ensure(connection, table, embedder.Model, cancellationToken);
            await _fill.Pass(connection, table, count => report($"{table.Texts}: {count} embedded"), cancellationToken);
            report($"{table.Texts}: building the index");
            await NextTable.BuildIndexes(connection, table, cancellationToken);
        }

        while (!await TrySwap(connection, cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
            foreach (var table in VectorTable.All)
                await _fill.Pass(connection, table, _ => { }, cancellationToken);
        }

        report($"The vectors are now of {ModelPins.Describe(embedder.Model)}.");
    }

    /// <returns>False when too much came in meanwhile, or the tables are too busy to be locked.</returns>
    private async Task<bool> TrySwap(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.Execute(
                $"set local lock_timeout = '2s'; lock table {string.Join(", ", VectorTable.All.Select(table => table.Name))} in access exclusive mode",
                null, cancellationToken);

            foreach (var table in VectorTable.All)
            {
                var late = await VectorFill.Missing(connection, table, Guid.Empty, cancellationToken);
                if (late.Count > FewTexts)
                    return false;

                if (late.Count > 0)
                    await _fill.Fill(connection, table, late, cancellationToken);

                await NextTable.TakePlace(connection, table, cancellationToken);
            }

            await connection.Execute("truncate token_signatures, pending_token_signatures;", null, cancellationToken);
            await ModelPins.Replace(connection, embedder.Model, cancellationToken);
            await connection.Execute(
                "insert into deployment_config (key, value) values (@SwappedAt, @Now) on conflict (key) do update set value = excluded.value",
                new { SwappedAt, Now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    /// <summary>
    /// A request that embedded with the old model may have written after the swap. When none can be left, what was written since
    /// is embedded once more.
    /// </summary>
    private async Task<bool> Settle(NpgsqlConnection connection, TimeSpan patience, Action<string> report, CancellationToken cancellationToken)
    {
        var text = await connection.FindOne<string>("select value from deployment_config where key = @SwappedAt", new { SwappedAt }, cancellationToken);
        if (text is null)
            return false;

        var swapped = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        if (swapped + patience - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
        {
            report("Waiting for requests that began before.");
            await Task.Delay(rest, time, cancellationToken);
        }

        foreach (var table in VectorTable.All)
        {
            await _fill.Renew(connection, table, swapped - Skew, cancellationToken);
            await NextTable.Validate(connection, table, cancellationToken);
        }

        // What a late request wrote of the old model's tokens is made anew, if the new model shows its own.
        await connection.Execute("delete from token_signatures; delete from pending_token_signatures", null, cancellationToken);
        await connection.Execute("delete from deployment_config where key = @SwappedAt", new { SwappedAt }, cancellationToken);
        return true;
    }
}
