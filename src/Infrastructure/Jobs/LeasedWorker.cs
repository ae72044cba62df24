using System.Collections.Concurrent;
using System.Diagnostics;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Jobs;

/// <summary>What came of a piece of leased work.</summary>
internal interface IWorkResult
{
    /// <summary>The claimed piece itself.</summary>
    object Piece { get; }

    /// <summary>Whether the worker is done with the piece.</summary>
    bool IsLast { get; }
}

/// <summary>
/// Works off pieces that the database hands out under leases. One loop stores what is done, renews leases and claims what is next,
/// many at a time; the work runs beside it, outside any transaction. A worker that dies loses its leases, and another one does
/// what was not stored as done.
/// </summary>
internal abstract partial class LeasedWorker<TPiece, TResult>(
    ResultBatch<TResult> results, INotificationBus bus, IOptions<DeploymentOptions> options, ILogger logger) : BackgroundService
    where TPiece : class
    where TResult : IWorkResult
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int MaxInHand = 500;
    private const int MaxAtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewEvery = Lease / 3;
    private static readonly TimeSpan ShowAfter = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TPiece, InHand> _inHand = new(ReferenceEqualityComparer.Instance);
    private readonly SemaphoreSlim _places = new(MaxAtOnce);
    private readonly Wake _wake = new();
    private long _renewedAt = Stopwatch.GetTimestamp();

    private IEnumerable<InHand> Unseen => _inHand.Values.Where(one => !one.IsShown && !one.Work.IsCompleted);

    public override void Dispose()
    {
        base.Dispose();
        _places.Dispose();
        _wake.Dispose();
    }

    /// <summary>Names a piece however often it is claimed.</summary>
    protected abstract Guid KeyOf(TPiece piece);

    /// <summary>Claims pieces that are due.</summary>
    /// <param name="inHand">Not to be claimed again, though a jump of the clock may have ended their lease.</param>
    protected abstract Task<IReadOnlyList<TPiece>> Claim(int limit, Guid[] inHand, CancellationToken cancellationToken);

    /// <summary>Moves the end of the leases on.</summary>
    protected abstract Task Renew(IReadOnlyCollection<TPiece> pieces, CancellationToken cancellationToken);

    /// <summary>Gives back what was not finished, so that another worker need not wait for the lease to end.</summary>
    protected abstract Task Release(IReadOnlyCollection<TPiece> pieces, CancellationToken cancellationToken);

    /// <summary>Finishes at once a piece for which there is nothing to run.</summary>
    protected virtual bool TryFinish(TPiece piece) => false;

    /// <summary>Does the work and adds its results; throws only when it is told to stop.</summary>
    protected abstract Task Run(TPiece piece, CancellationToken cancellationToken);

    /// <summary>Shows of pieces that take a while that they are under way.</summary>
    protected virtual Task Show(IReadOnlyCollection<TPiece> pieces, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.JobsEnabled)
            return;

        using var abandon = new CancellationTokenSource();
        using (bus.OnRing(_wake.Set))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!await TryStep(abandon.Token, stoppingToken))
                    await Sleep(stoppingToken);
            }
        }

        await Leave(abandon);
    }

    /// <returns>True when there was something to do, so that there may be more.</returns>
    private async Task<bool> TryStep(CancellationToken abandon, CancellationToken stoppingToken)
    {
        try
        {
            var stored = await StoreFinished(stoppingToken);
            await Care(stoppingToken);

            var free = MaxInHand - _inHand.Count;
            var claimed = free > MaxInHand / 2 ? await Claim(free, [.. _inHand.Keys.Select(KeyOf)], stoppingToken) : [];
            foreach (var piece in claimed)
                _inHand[piece] = new InHand(piece, TryFinish(piece) ? Task.CompletedTask : Task.Run(() => Work(piece, abandon), CancellationToken.None));

            return stored || claimed.Count > 0;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, GetType().Name);
            return false;
        }
    }

    private async Task Work(TPiece piece, CancellationToken abandon)
    {
        try
        {
            await _places.WaitAsync(abandon);
            try
            {
                await Run(piece, abandon);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
        }

        _wake.Set();
    }

    private async Task<bool> StoreFinished(CancellationToken cancellationToken)
    {
        var stored = await results.StoreSome(cancellationToken);
        foreach (var result in stored)
        {
            if (result is { IsLast: true, Piece: TPiece piece })
                _inHand.TryRemove(piece, out _);
        }

        return stored.Count > 0;
    }

    private async Task Care(CancellationToken cancellationToken)
    {
        var unseen = Unseen.Where(one => one.Age >= ShowAfter).ToList();
        if (unseen.Count > 0)
            await Show([.. unseen.Select(one => one.Piece)], cancellationToken);
        foreach (var one in unseen)
            one.IsShown = true;

        if (Stopwatch.GetElapsedTime(_renewedAt) < RenewEvery)
            return;

        if (!_inHand.IsEmpty)
            await Renew([.. _inHand.Keys], cancellationToken);
        _renewedAt = Stopwatch.GetTimestamp();
    }

    private async Task Sleep(CancellationToken stoppingToken)
    {
        try
        {
            await _wake.Wait(Unseen.Any() ? ShowAfter : Poll, stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Leave(CancellationTokenSource abandon)
    {
        await Task.WhenAny(Task.WhenAll(_inHand.Values.Select(one => one.Work)), Task.Delay(Farewell, CancellationToken.None));
        await abandon.CancelAsync();
        try
        {
            while (await StoreFinished(CancellationToken.None))
            {
            }

            if (!_inHand.IsEmpty)
                await Release([.. _inHand.Keys], CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Worker} failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception, string worker);

    private sealed class InHand(TPiece piece, Task work)
    {
        private readonly long _since = Stopwatch.GetTimestamp();

        public TPiece Piece { get; } = piece;

        public Task Work { get; } = work;

        public TimeSpan Age => Stopwatch.GetElapsedTime(_since);

        public bool IsShown { get; set; }
    }
}
