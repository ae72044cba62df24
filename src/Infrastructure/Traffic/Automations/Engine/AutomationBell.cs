using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Wakes the workers of all processes when executions, windows or calls were queued: to be rung after the commit.</summary>
internal sealed class AutomationBell(Doorbell doorbell) : IDisposable
{
    /// <summary>For the worker of this process.</summary>
    public Wake Wake { get; } = new();

    /// <summary>For the caller of this process.</summary>
    public Wake CallWake { get; } = new();

    public void Ring()
    {
        Wake.Set();
        CallWake.Set();
        doorbell.Ring();
    }

    public void Dispose()
    {
        Wake.Dispose();
        CallWake.Dispose();
    }
}
