using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.Application.Operations;

/// <summary>Whether this process hears the others. The bus heals itself; only a longer silence is worth an alarm.</summary>
internal sealed class BusHealth(INotificationBus bus, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public BusState State => bus.State;

    public bool Works => bus.State is var state && (state.IsConnected || (state.DisconnectedSince is { } since && time.Now() - since < Grace));
}
