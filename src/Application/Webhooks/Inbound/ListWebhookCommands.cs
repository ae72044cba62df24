using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>The commands of a source, in the order they were added.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListWebhookCommands(Guid SourceId) : IQuery<OffsetList<WebhookCommandView>>;

internal sealed class ListWebhookCommandsHandler(IWebhookSourceQueries queries, CallContext call)
    : IRequestHandler<ListWebhookCommands, OffsetList<WebhookCommandView>>
{
    public async Task<OffsetList<WebhookCommandView>> Handle(ListWebhookCommands query, CancellationToken cancellationToken)
    {
        var found = await queries.Find(call.OrgId, query.SourceId, cancellationToken) ?? throw new NotFoundException("webhook source");
        var commands = found.Source.Commands;
        return new([.. commands.Select(WebhookCommandView.Of)], commands.Count, Math.Max(commands.Count, 1), 0, null);
    }
}
