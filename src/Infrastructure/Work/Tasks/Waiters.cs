namespace Hivemind.Infrastructure.Work.Tasks;

/// <summary>The workers of one organisation that wait for a run in this process.</summary>
internal sealed class Waiters
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewSource();
    private DateTimeOffset? _changedAt;
    private int _count;

    public Task Next
    {
        get
        {
            lock (_gate)
                return _next.Task;
        }
    }

    /// <summary>False when the last one just left, and with it this list.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_count < 0)
                return false;

            _count++;
            return true;
        }
    }

    /// <returns>True when nobody is left.</returns>
    public bool Leave()
    {
        lock (_gate)
        {
            if (--_count > 0)
                return false;

            _count = -1;
            return true;
        }
    }

    /// <summary>Wakes everybody when the time of the last change is not the one known so far.</summary>
    public void Changed(DateTimeOffset? at)
    {
        lock (_gate)
        {
            if (at == _changedAt)
                return;

            _changedAt = at;
            _next.TrySetResult();
            _next = NewSource();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
