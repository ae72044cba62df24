using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Tells of every change of a connection, from whatever action it came: an event and a live row in the same transaction.</summary>
internal sealed class InstanceConnections(EventRecorder events, ILiveLog live)
{
    public async Task Tell(Instance before, Instance after, string? reason, CancellationToken cancellationToken)
    {
        if (before.IsConnected == after.IsConnected)
            return;

        var type = after.IsConnected ? EventTypes.InstanceConnected : EventTypes.InstanceDisconnected;
        await events.Record(new NewEvent(after.OrgId, type, after.Channel)
        {
            InstanceId = after.Id,
            Metadata = reason is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(new { reason }, WireJson.Options),
        }, cancellationToken);
        await live.Append(new LiveMessage(after.OrgId, IsPublic: false, Topic.Instances, "instance.status", new InstanceStatusMessage(after.Id, after.IsConnected)), cancellationToken);
    }

    [CamelCase]
    private sealed record InstanceStatusMessage(Guid InstanceId, bool IsConnected);
}
