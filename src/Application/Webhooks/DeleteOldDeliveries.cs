using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>Removes deliveries older than 30 days, a batch at a time; true asks for the next batch.</summary>
[Access(Audience.Public)]
public sealed record DeleteOldDeliveries : ICommand<bool>;

internal sealed class DeleteOldDeliveriesHandler(IWebhookEndpointRepository endpoints, TimeProvider time) : IRequestHandler<DeleteOldDeliveries, bool>
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<bool> Handle(DeleteOldDeliveries command, CancellationToken cancellationToken) =>
        await endpoints.RemoveDeliveries(time.Now() - Kept, BatchSize, cancellationToken) == BatchSize;
}
