using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Tells the delivery workers of all processes that something is due: to be rung after the commit.</summary>
internal sealed class DeliveryBell(DeliverySignal signal, Doorbell doorbell)
{
    public void Ring()
    {
        signal.Ring();
        doorbell.Ring();
    }
}
