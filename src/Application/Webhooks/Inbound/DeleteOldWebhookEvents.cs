using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Removes received deliveries older than 30 days, a batch at a time; true asks for the next batch. Their events stay.</summary>
[Access(Audience.Public)]
public sealed record DeleteOldWebhookEvents : ICommand<bool>;

internal sealed class DeleteOldWebhookEventsHandler(IWebhookReceipts receipts, TimeProvider time) : IRequestHandler<DeleteOldWebhookEvents, bool>
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<bool> Handle(DeleteOldWebhookEvents command, CancellationToken cancellationToken) =>
        await receipts.Remove(time.Now() - Kept, BatchSize, cancellationToken) == BatchSize;
}
