using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Operations;

/// <summary>Whether this process can do its work now; cheap enough to ask every few seconds.</summary>
[Access(Audience.Public)]
public sealed record GetHealth : IQuery<HealthView>;

internal sealed class GetHealthHandler(HealthReport report) : IRequestHandler<GetHealth, HealthView>
{
    public Task<HealthView> Handle(GetHealth request, CancellationToken cancellationToken) => report.Make(cancellationToken);
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

    /// <summary>The instances of the whole deployment; null when there is no answer.</summary>
    Task<InstanceCounts?> CountInstances(CancellationToken cancellationToken);
}

/// <summary>The state of this process.</summary>
/// <param name="Uptime">Seconds since this process began to serve.</param>
[CamelCase]
public sealed record HealthView(HealthStatus Status, string Service, string Version, long Uptime, DateTimeOffset Timestamp, HealthChecks Checks)
{
    /// <summary>The instances of the whole deployment; left out when the database fails.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InstanceCounts? Instances { get; init; }
}

/// <summary>How many instances there are, how many are connected right now, and how many there are of each channel.</summary>
[CamelCase]
public sealed record InstanceCounts(long Total, long Connected, IReadOnlyDictionary<string, long> ByChannel);

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
