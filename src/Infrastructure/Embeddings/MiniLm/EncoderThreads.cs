namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>
/// As many threads as processors that do nothing but encode, so that requests never lack a pool thread because of vectors.
/// What is urgent goes before all that waits; what is running is never interrupted.
/// </summary>
internal sealed class EncoderThreads : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Job> _urgent = [];
    private readonly Queue<Job> _waiting = [];
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<BertEncoder> _encoder;

    public EncoderThreads(Lazy<BertEncoder> encoder)
    {
        _encoder = encoder;

        for (var index = 0; index < Count; index++)
            new Thread(Work) { IsBackground = true, Name = $"Embedding {index + 1}" }.Start();
    }

    public static int Count { get; } = Environment.ProcessorCount;

    public Task<float[]> Encode(int[] tokens, bool urgent, CancellationToken cancellationToken)
    {
        var job = new Job(tokens, cancellationToken);

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            (urgent ? _urgent : _waiting).Enqueue(job);
        }

        _work.Release();
        return job.Vector.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stop.Cancel();

            foreach (var job in _urgent.Concat(_waiting))
                job.Vector.TrySetCanceled();
        }
    }

    private void Work()
    {
        Scratch? scratch = null;

        while (Next() is { } job)
        {
            if (job.CancellationToken.IsCancellationRequested)
                continue;

            try
            {
                job.Vector.TrySetResult(_encoder.Value.Encode(job.Tokens, scratch ??= _encoder.Value.CreateScratch()));
            }
            catch (Exception exception)
            {
                job.Vector.TrySetException(exception);
            }
        }
    }

    private Job? Next()
    {
        try
        {
            _work.Wait(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        lock (_gate)
        {
            return _urgent.TryDequeue(out var urgent) ? urgent : _waiting.Dequeue();
        }
    }

    private sealed record Job(int[] Tokens, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<float[]> Vector { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
