using System.Text.Json;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Domain.Traffic.Payloads;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Takes events of clients into the running transaction: knows their instances, records what is new, finds what is known.</summary>
internal sealed class EventIngest(IEventRepository events, EventRecorder recorder, PayloadKeeper payloads)
{
    /// <summary>The answers stand in the order of the events; a refused one leaves the others alone.</summary>
    public async Task<IReadOnlyList<IngestAnswer>> Take(IReadOnlyList<NewEvent> some, CancellationToken cancellationToken)
    {
        var channels = await events.ChannelsOf([.. some.Where(one => one.InstanceId is not null).Select(one => (one.OrgId, one.InstanceId ?? default)).Distinct()], cancellationToken);
        var settled = some.Select(one => Settle(one, channels)).ToList();
        var recorded = await recorder.RecordAll([.. settled.Select(one => one.Event).OfType<NewEvent>()], cancellationToken);
        var known = await events.Find([.. recorded.Where(one => !one.IsNew).Select(one => one.Event.Id)], cancellationToken);

        await KeepPayloads(recorded, cancellationToken);

        var answers = new Queue<Recorded>(recorded);
        return [.. settled.Select(one => one.Refusal is not null ? new IngestAnswer(null, false, one.Refusal) : Answer(answers.Dequeue(), known))];
    }

    private async Task KeepPayloads(IReadOnlyList<Recorded> recorded, CancellationToken cancellationToken)
    {
        foreach (var taken in recorded.Where(one => one.IsNew).Select(one => one.Event).GroupBy(one => one.OrgId))
        {
            await payloads.Keep(taken.Key, [.. from one in taken
                where one.RawPayload is { ValueKind: not JsonValueKind.Null }
                select new PayloadToKeep(one.Id, one.EventType, PayloadStage.WebhookRaw, one.RawPayload?.GetRawText() ?? "")], cancellationToken);
        }
    }

    private static IngestAnswer Answer(Recorded recorded, IReadOnlyDictionary<Guid, RecordedEvent> known) =>
        new(recorded.IsNew ? recorded.Event : known.GetValueOrDefault(recorded.Event.Id, recorded.Event), recorded.IsNew, null);

    private static (NewEvent? Event, HivemindException? Refusal) Settle(NewEvent one, IReadOnlyDictionary<(string, Guid), string> channels)
    {
        if (one.InstanceId is not { } instanceId)
            return (one with { Channel = one.Channel.Length == 0 ? Channel.Custom : one.Channel }, null);

        if (!channels.TryGetValue((one.OrgId, instanceId), out var channel))
            return (null, new ValidationFailedException("instanceId", "No such instance."));

        return one.Channel.Length == 0 || one.Channel == channel
            ? (one with { Channel = channel }, null)
            : (null, new ValidationFailedException("channel", $"The instance is of the channel {channel}."));
    }
}

/// <summary>What became of an event of a client: the event as it is stored and whether it is new, or why it was refused.</summary>
public sealed record IngestAnswer(RecordedEvent? Event, bool IsNew, HivemindException? Refusal)
{
    public IngestedEvent Accepted() => this switch
    {
        { Refusal: { } refusal } => throw refusal,
        { Event: { } taken } => new(EventView.Of(taken), IsNew),
        _ => throw new InvalidOperationException("An answer is an event or a refusal."),
    };
}

/// <summary>An event that was taken, and whether this call made it.</summary>
public sealed record IngestedEvent(EventView Event, bool IsNew);
