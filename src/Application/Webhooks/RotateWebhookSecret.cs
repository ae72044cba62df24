using System.Security.Cryptography;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>Gives an endpoint a new secret. For 24 hours messages carry a signature of the old one too.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record RotateWebhookSecret(Guid Id) : ICommand<RotatedWebhookSecret>;

/// <summary>The new secret, shown this once.</summary>
public sealed record RotatedWebhookSecret([property: ShownOnce] string? Secret, DateTimeOffset PreviousValidUntil);

internal sealed class RotateWebhookSecretHandler(
    IWebhookEndpointRepository endpoints, ISecretBox secrets, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<RotateWebhookSecret, RotatedWebhookSecret>
{
    public async Task<RotatedWebhookSecret> Handle(RotateWebhookSecret command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var secret = RandomNumberGenerator.GetBytes(WebhookSignature.SecretBytes);
        var box = await secrets.Seal(secret, WebhookSecret.Purpose(command.Id), cancellationToken);

        var endpoint = await endpoints.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        await endpoints.Save(endpoint.Rotate(box, now) with { UpdatedAt = now }, cancellationToken);
        await audit.Write("webhook_endpoint.secret_rotated", "webhook_endpoint", $"{endpoint.Id}", null, cancellationToken);

        return new RotatedWebhookSecret(WebhookSignature.ShowSecret(secret), now + WebhookEndpoint.PreviousSecretKept);
    }
}
