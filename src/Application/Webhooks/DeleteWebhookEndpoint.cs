using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>Ends a subscription; what waited for it is not sent.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteWebhookEndpoint(Guid Id) : ICommand<Guid>;

internal sealed class DeleteWebhookEndpointHandler(IWebhookEndpointRepository endpoints, IAuditLog audit, CallContext call)
    : IRequestHandler<DeleteWebhookEndpoint, Guid>
{
    public async Task<Guid> Handle(DeleteWebhookEndpoint command, CancellationToken cancellationToken)
    {
        var endpoint = await endpoints.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        call.CheckVersion(endpoint.RowVersion);

        await endpoints.Remove(endpoint.Id, cancellationToken);
        await audit.Write("webhook_endpoint.deleted", "webhook_endpoint", $"{endpoint.Id}", new { Host = new Uri(endpoint.Url).Host }, cancellationToken);
        return endpoint.Id;
    }
}
