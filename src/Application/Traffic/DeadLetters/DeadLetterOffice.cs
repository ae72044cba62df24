using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Payloads;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Writes a dead letter in the running transaction: the letter, the event that tells of it, and the payload it failed on.</summary>
public sealed class DeadLetterOffice(IDeadLetterRepository letters, EventRecorder events, PayloadKeeper payloads, TimeProvider time)
{
    public const string EventType = "system.dead_letter";

    public async Task Add(EventInHand e, string handler, HandlerError error, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var payload = e.RawPayload?.GetRawText();
        var letter = DeadLetter.Make(Guid.CreateVersion7(now), e.OrgId, e.Id, e.EventType, e.InstanceId, handler, payload, error, now);
        if (!await letters.Add(letter, cancellationToken))
            return;

        await events.Record(new NewEvent(e.OrgId, EventType, "system")
        {
            InstanceId = e.InstanceId,
            CorrelationId = e.CorrelationId,
            CausedByEventId = e.Id,
            CausationDepth = e.CausationDepth + 1,
            RawPayload = JsonSerializer.SerializeToElement(
                new Notice(letter.Id, e.Id, e.EventType, handler, error.Message, letter.Fingerprint), WireJson.Options),
        }, cancellationToken);

        var failure = WireJson.Write(new Failure(handler, error.Kind, error.Message, e.RawPayload, e.TextContent));
        await payloads.Keep(e.OrgId, e.Id, e.EventType, PayloadStage.Error, failure, cancellationToken);
    }

    [CamelCase]
    private sealed record Notice(Guid DeadLetterId, Guid EventId, string EventType, string Subject, string Error, string Fingerprint);

    [CamelCase]
    private sealed record Failure(string Subject, string Kind, string Error, JsonElement? Payload, string? Text);
}
