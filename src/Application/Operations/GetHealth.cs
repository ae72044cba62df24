using System.Reflection;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Operations;

/// <summary>Whether this process can do its work now; cheap enough to ask every few seconds.</summary>
[Access(Audience.Public)]
public sealed record GetHealth : IQuery<HealthView>;

internal sealed class GetHealthHandler(IDatabaseProbe database, INotificationBus bus, ServerClock clock, TimeProvider time)
    : IRequestHandler<GetHealth, HealthView>
{
    /// <summary>The bus heals itself; only a longer silence is worth an alarm.</summary>
    private static readonly TimeSpan BusGrace = TimeSpan.FromSeconds(10);

    private static readonly string Version =
        typeof(GetHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public async Task<HealthView> Handle(GetHealth request, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var latency = await database.Ping(cancellationToken);
        var state = bus.State;
        var busWorks = state.IsConnected || (state.DisconnectedSince is { } since && now - since < BusGrace);
        var busCheck = new BusCheck(busWorks ? CheckStatus.Ok : CheckStatus.Error, new BusDetails(state.IsConnected));

        return new HealthView(
            latency is not null && busWorks ? HealthStatus.Healthy : HealthStatus.Degraded,
            "hivemind", Version, (long)(now - clock.StartedAt).TotalSeconds, now,
            new HealthChecks(new DatabaseCheck(latency is null ? CheckStatus.Error : CheckStatus.Ok, latency), busCheck, busCheck));
    }
}

/// <summary>When this process began to serve.</summary>
public sealed class ServerClock(TimeProvider time)
{
    public DateTimeOffset StartedAt { get; } = time.Now();
}

/// <summary>Asks the database for a sign of life.</summary>
public interface IDatabaseProbe
{
    /// <summary>Milliseconds to its answer, at most about two seconds; null when there is none.</summary>
    Task<double?> Ping(CancellationToken cancellationToken);
}

/// <summary>The state of this process.</summary>
/// <param name="Uptime">Seconds since this process began to serve.</param>
[CamelCase]
public sealed record HealthView(HealthStatus Status, string Service, string Version, long Uptime, DateTimeOffset Timestamp, HealthChecks Checks);

/// <summary>Healthy answers 200, degraded 503.</summary>
public enum HealthStatus
{
    Healthy,
    Degraded,
}

/// <summary>Whether one part works.</summary>
public enum CheckStatus
{
    Ok,
    Error,
}

/// <summary>The parts. <c>nats</c> and <c>bus</c> are the same: the line over which processes wake each other.</summary>
[CamelCase]
public sealed record HealthChecks(DatabaseCheck Database, BusCheck Nats, BusCheck Bus);

/// <param name="Latency">Milliseconds of a round trip; null when there was none.</param>
[CamelCase]
public sealed record DatabaseCheck(CheckStatus Status, double? Latency);

/// <summary>The notification bus; an error after 10 s without connection.</summary>
[CamelCase]
public sealed record BusCheck(CheckStatus Status, BusDetails Details);

/// <summary>Whether the line is up this very moment.</summary>
[CamelCase]
public sealed record BusDetails(bool Connected);
