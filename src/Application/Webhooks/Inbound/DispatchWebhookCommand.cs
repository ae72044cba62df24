using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Webhooks.Inbound;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>
/// Does what the text of a delivery asks for, once: the run or the event and the note of it commit together. Answers with the
/// trigger of the command, null when it asks for nothing.
/// </summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DispatchWebhookCommand(Guid EventId) : ICommand<string?>;

internal sealed class DispatchWebhookCommandHandler(
    IWebhookReceipts receipts, RunQueue runs, EventRecorder events, CallContext call)
    : IRequestHandler<DispatchWebhookCommand, string?>
{
    public async Task<string?> Handle(DispatchWebhookCommand command, CancellationToken cancellationToken)
    {
        var receipt = await receipts.FindByEvent(call.OrgId, command.EventId, cancellationToken);
        if (receipt is not { MatchedCommand: null, Payload: { } payload, Text: { } text })
            return receipt?.MatchedCommand;

        var source = await receipts.FindSource(receipt.SourceId, cancellationToken);
        var body = JsonElement.Parse(payload);
        if (source is null || CommandMatch.Find(source, text, candidate => CommandInput.Holds(candidate, body)) is not { } found)
            return null;

        var (matched, rest) = found;
        var rendered = CommandInput.Render(matched, receipt, body, rest);
        var taskId = matched.Action is WebhookCommandAction.Run ? await Queue(matched, receipt, rendered, cancellationToken) : (Guid?)null;
        if (taskId is null)
            await Record(source, matched, receipt, rendered, cancellationToken);

        await receipts.SetCommand(receipt.Id, matched.Trigger, taskId, cancellationToken);
        return matched.Trigger;
    }

    private async Task<Guid?> Queue(WebhookCommand command, WebhookReceipt receipt, string rendered, CancellationToken cancellationToken)
    {
        var run = await runs.Queue(
            new NewRun(receipt.OrgId, "agent", $"webhook:{receipt.Provider}".ToLowerInvariant(), rendered, RunSource.Webhook)
            {
                AssignedAgent = command.Agent ?? "planning",
                FlowId = receipt.FlowId,
                SourceMetadata = JsonSerializer.SerializeToElement(
                    new { receipt.Provider, WebhookEventId = receipt.Id, receipt.Author, Command = command.Trigger }, WireJson.Options),
                CausedByEventId = receipt.HivemindEventId,
            }, cancellationToken);
        return run.Id;
    }

    private Task<Guid> Record(WebhookSource source, WebhookCommand command, WebhookReceipt receipt, string rendered, CancellationToken cancellationToken) =>
        events.Record(
            new NewEvent(receipt.OrgId, source.EventTypeOf(command), "webhook")
            {
                TextContent = rendered,
                RawPayload = JsonSerializer.SerializeToElement(
                    new { Command = command.Trigger, Text = rendered, receipt.Author, receipt.FlowId, WebhookEventId = receipt.Id }, WireJson.Options),
                CorrelationId = receipt.FlowId,
                CausationDepth = 1,
                CausedByEventId = receipt.HivemindEventId,
            }, cancellationToken);
}
