using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Opens or closes an address; closed, it answers 404. Doing it twice changes nothing.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record SwitchWebhookSource(Guid Id, bool Enabled) : ICommand<WebhookSourceView>;

internal sealed class SwitchWebhookSourceHandler(
    IWebhookSourceRepository sources, IWebhookSourceQueries queries, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<SwitchWebhookSource, WebhookSourceView>
{
    public async Task<WebhookSourceView> Handle(SwitchWebhookSource command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook source");
        if (source.Enabled != command.Enabled)
        {
            source = await sources.Save((command.Enabled ? source.Enable() : source.Disable()) with { UpdatedAt = time.Now() }, cancellationToken);
            await audit.Write(command.Enabled ? "webhook_source.enabled" : "webhook_source.disabled", "webhook_source", $"{source.Id}", new { source.Name }, cancellationToken);
        }

        var counted = await queries.Find(call.OrgId, source.Id, cancellationToken) ?? throw new NotFoundException("webhook source");
        return WebhookSourceView.Of(counted with { Source = source }, call);
    }
}
