using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>Joins what rings in this process (its own commits, and the listener for those of others) with whoever waits.</summary>
internal sealed class NotificationBus(TimeProvider time) : INotificationBus
{
    private readonly Lock _gate = new();
    private Action[] _wakes = [];

    public BusState State { get; private set; } = new(false, time.GetUtcNow());

    public IDisposable OnRing(Action wake)
    {
        lock (_gate)
            _wakes = [.. _wakes, wake];

        return new Registration(this, wake);
    }

    public void Ring()
    {
        foreach (var wake in Volatile.Read(ref _wakes))
            wake();
    }

    public void Connected() => State = new(true, null);

    public void Disconnected()
    {
        if (State.IsConnected)
            State = new(false, time.GetUtcNow());
    }

    private void Remove(Action wake)
    {
        lock (_gate)
            _wakes = [.. _wakes.Where(other => !ReferenceEquals(other, wake))];
    }

    private sealed class Registration(NotificationBus bus, Action wake) : IDisposable
    {
        public void Dispose() => bus.Remove(wake);
    }
}
