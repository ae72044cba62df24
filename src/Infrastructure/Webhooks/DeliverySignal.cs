namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Wakes the delivery worker of this process. Rings fold into one; a ring before the wait is not lost.</summary>
internal sealed class DeliverySignal
{
    private volatile TaskCompletionSource _next = NewSource();

    /// <summary>Completes with the next ring. Take it before looking for work, so that no ring falls between.</summary>
    public Task Next => _next.Task;

    public void Ring() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
