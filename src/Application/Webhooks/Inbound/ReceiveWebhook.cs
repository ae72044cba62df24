using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>
/// Takes what an outside service sends. Whoever knows the address may call; the signature over the raw body proves the sender.
/// The delivery, the event it becomes and that event's live row commit together, before the answer.
/// </summary>
[Access(Audience.Public)]
public sealed record ReceiveWebhook(Guid SourceId, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers) : ICommand<WebhookAnswer>;

internal sealed class ReceiveWebhookHandler(IWebhookReceipts receipts, SourceSecrets secrets, WebhookIntake intake, TimeProvider time)
    : IRequestHandler<ReceiveWebhook, WebhookAnswer>
{
    public async Task<WebhookAnswer> Handle(ReceiveWebhook command, CancellationToken cancellationToken)
    {
        var source = await receipts.FindSource(command.SourceId, cancellationToken);
        if (source is not { Enabled: true })
            throw new NotFoundException("webhook source");

        var (body, fault) = await Check(source, command, cancellationToken);
        var message = InboundMessage.Read(source.Provider, command.Headers, body);
        if (fault is null)
            return await intake.Take(source, message, body, cancellationToken);

        await receipts.Add(intake.Receipt(source, message, WebhookOutcome.Rejected, fault.Value.Reason), cancellationToken);
        return new(null, null, fault.Value.Refusal);
    }

    // Nothing is read out of a body before its sender is known.
    private async Task<(JsonElement Body, (string Reason, HivemindException Refusal)? Fault)> Check(
        WebhookSource source, ReceiveWebhook command, CancellationToken cancellationToken)
    {
        var nothing = default(JsonElement);
        if (source.Secret is { } secret
            && !InboundSignature.IsValid(source.Provider, await secrets.Open(source.Id, secret, cancellationToken), command.Headers, command.Body.Span, time.Now()))
            return (nothing, ("signature", new HivemindException(ErrorCode.Unauthorized, "The signature is missing or wrong.")));

        if (source.ExpectedHeaders.Any(expected => !command.Headers.TryGetValue(expected.Key, out var value) || (expected.Value is { } wanted && value != wanted)))
            return (nothing, ("headers", new HivemindException(ErrorCode.Unauthorized, "A header that this source expects is missing or wrong.")));

        return JsonText.TryParse(command.Body, out var body)
            ? (body, null)
            : (nothing, ("body", new ValidationFailedException("body", "Not JSON that can be stored.")));
    }
}
