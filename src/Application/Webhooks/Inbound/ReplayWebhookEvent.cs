using System.Text;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Takes a kept delivery once more, as if it had just arrived: a new event is recorded, and its text can give its command again.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record ReplayWebhookEvent(Guid Id) : ICommand<AcceptedWebhook>;

internal sealed class ReplayWebhookEventHandler(IWebhookReceipts receipts, WebhookIntake intake, IAuditLog audit, CallContext call)
    : IRequestHandler<ReplayWebhookEvent, AcceptedWebhook>
{
    public async Task<AcceptedWebhook> Handle(ReplayWebhookEvent command, CancellationToken cancellationToken)
    {
        var receipt = await receipts.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook event");
        if (receipt.Payload is not { } payload)
            throw RuleException.InvalidState("Its payload is not kept: only an accepted delivery can be replayed.", EnumText.Of(receipt.Outcome));

        var source = await receipts.FindSource(receipt.SourceId, cancellationToken) ?? throw new NotFoundException("webhook source");
        var message = new InboundMessage(receipt.EventType, null, receipt.FlowId, receipt.Text, receipt.Author, []);
        var accepted = await intake.Record(source, message, JsonElement.Parse(Encoding.UTF8.GetBytes(payload)), cancellationToken);

        await audit.Write("webhook_event.replayed", "webhook_event", $"{receipt.Id}", new { accepted.WebhookEventId, accepted.EventId }, cancellationToken);
        return accepted;
    }
}
