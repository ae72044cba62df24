using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Replays;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>Records that a replay began or ended. Of a dry run nothing is recorded: it only counts.</summary>
public sealed class ReplayNews(EventRecorder events)
{
    public const string Started = "system.replay.started";
    public const string Completed = "system.replay.completed";

    public async Task Tell(string eventType, ReplaySession session, CancellationToken cancellationToken)
    {
        if (session.DryRun)
            return;

        var payload = new Payload(
            session.Id, EnumText.Of(session.Status), session.Since, session.Until, session.EventTypes, session.InstanceId,
            ReplayProgressView.Of(session.Progress), session.StartedBy);
        await events.Record(new NewEvent(session.OrgId, eventType, "system")
        {
            RawPayload = JsonSerializer.SerializeToElement(payload, WireJson.Options),
        }, cancellationToken);
    }

    [CamelCase]
    private sealed record Payload(
        Guid SessionId, string Status, DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<string>? EventTypes, Guid? InstanceId,
        ReplayProgressView Progress, string StartedBy);
}
