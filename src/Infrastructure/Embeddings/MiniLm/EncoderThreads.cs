namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>What somebody makes of an encoded text.</summary>
internal delegate T Reading<out T>(float[] vector, ReadOnlySpan<float> states);

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

    /// <param name="read">Takes what it needs from the vector and the tokens' states, on the encoding thread.</param>
    public Task<T> Encode<T>(int[] tokens, Reading<T> read, bool urgent, CancellationToken cancellationToken)
    {
        var job = new Job<T>(tokens, read, cancellationToken);

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            (urgent ? _urgent : _waiting).Enqueue(job);
        }

        _work.Release();
        return job.Result.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stop.Cancel();

            foreach (var job in _urgent.Concat(_waiting))
                job.Cancel();
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
                job.Run(_encoder.Value, scratch ??= _encoder.Value.CreateScratch());
            }
            catch (Exception exception)
            {
                job.Fail(exception);
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

    private abstract class Job(CancellationToken cancellationToken)
    {
        public CancellationToken CancellationToken { get; } = cancellationToken;

        public abstract void Run(BertEncoder encoder, Scratch scratch);

        public abstract void Fail(Exception exception);

        public abstract void Cancel();
    }

    private sealed class Job<T>(int[] tokens, Reading<T> read, CancellationToken cancellationToken) : Job(cancellationToken)
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(BertEncoder encoder, Scratch scratch)
        {
            var vector = encoder.Encode(tokens, scratch);
            Result.TrySetResult(read(vector, scratch.States.Span[..(tokens.Length * vector.Length)]));
        }

        public override void Fail(Exception exception) => Result.TrySetException(exception);

        public override void Cancel() => Result.TrySetCanceled();
    }
}
