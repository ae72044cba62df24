using System.Reflection;
using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.Application.Operations;

/// <summary>Looks whether the parts of this process work; health and the dashboard say the same.</summary>
internal sealed class HealthReport(IDatabaseProbe database, INotificationBus bus, ServerClock clock, TimeProvider time)
{
    /// <summary>The bus heals itself; only a longer silence is worth an alarm.</summary>
    private static readonly TimeSpan BusGrace = TimeSpan.FromSeconds(10);

    private static readonly string Version =
        typeof(GetHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public async Task<HealthView> Make(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var latency = await database.Ping(cancellationToken);
        var state = bus.State;
        var busWorks = state.IsConnected || (state.DisconnectedSince is { } since && now - since < BusGrace);
        var busCheck = new BusCheck(busWorks ? CheckStatus.Ok : CheckStatus.Error, new BusDetails(state.IsConnected));

        return new HealthView(
            latency is not null && busWorks ? HealthStatus.Healthy : HealthStatus.Degraded,
            "hivemind", Version, (long)(now - clock.StartedAt).TotalSeconds, now,
            new HealthChecks(new DatabaseCheck(latency is null ? CheckStatus.Error : CheckStatus.Ok, latency), busCheck, busCheck))
        {
            Instances = latency is null ? null : await database.CountInstances(cancellationToken),
        };
    }
}
