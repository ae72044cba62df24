using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Closes an address for good, with what it received; the events that it led to stay.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteWebhookSource(Guid Id) : ICommand<Guid>;

internal sealed class DeleteWebhookSourceHandler(IWebhookSourceRepository sources, IAuditLog audit, CallContext call)
    : IRequestHandler<DeleteWebhookSource, Guid>
{
    public async Task<Guid> Handle(DeleteWebhookSource command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook source");
        call.CheckVersion(source.RowVersion);
        source.CheckOwn();

        await sources.Remove(source.Id, cancellationToken);
        await audit.Write("webhook_source.deleted", "webhook_source", $"{source.Id}", new { source.Name }, cancellationToken);
        return source.Id;
    }
}
