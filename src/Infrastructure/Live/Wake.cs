namespace Hivemind.Infrastructure.Live;

/// <summary>Lets one waiter sleep until it is woken; wakes that come meanwhile count as one.</summary>
internal sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private int _isSet;

    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
            _signal.Release();
    }

    /// <summary>Ends with the next wake, or after the time at the latest.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await _signal.WaitAsync(atMost, cancellationToken))
            Volatile.Write(ref _isSet, 0);
    }

    public void Dispose() => _signal.Dispose();
}
