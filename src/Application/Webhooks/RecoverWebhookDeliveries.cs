using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>Starts the failed deliveries of a span of time again, after an endpoint was away.</summary>
/// <param name="Since">From here on, by the time the message came to be.</param>
/// <param name="Until">Up to but without this; null for now.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record RecoverWebhookDeliveries(Guid EndpointId, DateTimeOffset Since, DateTimeOffset? Until) : ICommand<RecoveredDeliveries>;

/// <summary>How many deliveries were started again.</summary>
public sealed record RecoveredDeliveries(int Queued);

internal sealed class RecoverWebhookDeliveriesValidator : AbstractValidator<RecoverWebhookDeliveries>
{
    public RecoverWebhookDeliveriesValidator()
    {
        RuleFor(command => command.Since).NotEmpty();
        RuleFor(command => command.Until).GreaterThan(command => command.Since).When(command => command.Until is not null);
    }
}

internal sealed class RecoverWebhookDeliveriesHandler(IWebhookEndpointRepository endpoints, IAuditLog audit, CallContext call)
    : IRequestHandler<RecoverWebhookDeliveries, RecoveredDeliveries>
{
    public async Task<RecoveredDeliveries> Handle(RecoverWebhookDeliveries command, CancellationToken cancellationToken)
    {
        var endpoint = await endpoints.Find(call.OrgId, command.EndpointId, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        endpoint.CheckActive();

        var queued = await endpoints.StartFailedAgain(endpoint.Id, command.Since, command.Until, cancellationToken);
        await audit.Write("webhook_endpoint.recovered", "webhook_endpoint", $"{endpoint.Id}", new { command.Since, command.Until, queued }, cancellationToken);
        return new RecoveredDeliveries(queued);
    }
}
