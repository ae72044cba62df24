using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Works off recorded events: runs the handlers that want them. There is no order among events.</summary>
internal sealed class EventWorker(
    EventQueue queue, EventRunner runner, ResultBatch<EventProgress> results, INotificationBus bus, IOptions<DeploymentOptions> options,
    ILogger<EventWorker> logger) : LeasedWorker<ClaimedEvent, EventProgress>(results, bus, options, logger)
{
    protected override Guid KeyOf(ClaimedEvent piece) => piece.Event.Id;

    protected override async Task<IReadOnlyList<ClaimedEvent>> Claim(int limit, Guid[] inHand, CancellationToken cancellationToken)
    {
        var claimed = await queue.Claim(limit, inHand, cancellationToken);
        runner.Prepare(claimed);
        return claimed;
    }

    protected override Task Renew(IReadOnlyCollection<ClaimedEvent> pieces, CancellationToken cancellationToken) => queue.Renew(pieces, cancellationToken);

    protected override Task Release(IReadOnlyCollection<ClaimedEvent> pieces, CancellationToken cancellationToken) => queue.Release(pieces, cancellationToken);

    protected override bool TryFinish(ClaimedEvent piece) => runner.TryFinish(piece);

    protected override Task Run(ClaimedEvent piece, CancellationToken cancellationToken) => runner.Run(piece, cancellationToken);

    protected override Task Show(IReadOnlyCollection<ClaimedEvent> pieces, CancellationToken cancellationToken) =>
        queue.MarkProcessing(pieces, cancellationToken);
}
