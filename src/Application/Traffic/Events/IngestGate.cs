using System.Collections.Concurrent;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Application.Traffic.Events;

/// <summary>
/// Gathers single events that arrive while others are being stored, and stores them in one transaction: a commit costs the same for
/// one and for a thousand. Nobody waits for company: a lone event is stored at once. Each is answered after its commit.
/// </summary>
public sealed class IngestGate(IServiceScopeFactory scopes)
{
    // Two transactions at a time: one is prepared while the other waits for the disk.
    private const int MaxRunning = 2;
    private const int MaxBatch = 500;

    private readonly ConcurrentQueue<Waiting> _queue = new();
    private int _running;

    public Task<IngestAnswer> Add(NewEvent one)
    {
        var waiting = new Waiting(one);
        _queue.Enqueue(waiting);
        StartOne();
        return waiting.Answer.Task;
    }

    private void StartOne()
    {
        if (Interlocked.Increment(ref _running) <= MaxRunning)
            _ = Task.Run(Drain);
        else
            Interlocked.Decrement(ref _running);
    }

    private async Task Drain()
    {
        while (Next() is { Count: > 0 } batch)
            await Store(batch);

        Interlocked.Decrement(ref _running);
        if (!_queue.IsEmpty)
            StartOne(); // came between the last look and the end
    }

    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        while (batch.Count < MaxBatch && _queue.TryDequeue(out var waiting))
            batch.Add(waiting);

        return batch;
    }

    private async Task Store(List<Waiting> batch)
    {
        try
        {
            var answers = await Send([.. batch.Select(waiting => waiting.Event)]);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.SetResult(answers[i]);
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Answer.SetException(exception);
        }
        catch (Exception)
        {
            // One of them is to blame, or the database is away: each finds out by itself.
            foreach (var waiting in batch)
                await Store([waiting]);
        }
    }

    private async Task<IReadOnlyList<IngestAnswer>> Send(IReadOnlyList<NewEvent> events)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new IngestGatheredEvents(events));
    }

    private sealed record Waiting(NewEvent Event)
    {
        public TaskCompletionSource<IngestAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
