using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Traffic.Processing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>Runs the handlers of dead letters once more, whoever asked for it: people, the schedule, or a bulk retry.</summary>
internal sealed class LetterWorker(
    LetterQueue queue, HandlerRunner handlers, ResultBatch<LetterOutcome> results, INotificationBus bus, IOptions<DeploymentOptions> options,
    TimeProvider time, ILogger<LetterWorker> logger) : LeasedWorker<ClaimedLetter, LetterOutcome>(results, bus, options, logger)
{
    private static readonly HandlerError Gone = new("EventGone", "The event is no longer stored.", null);

    private readonly ResultBatch<LetterOutcome> _results = results;

    protected override Guid KeyOf(ClaimedLetter piece) => piece.Letter.Id;

    protected override Task<IReadOnlyList<ClaimedLetter>> Claim(int limit, Guid[] inHand, CancellationToken cancellationToken) =>
        queue.Claim(limit, inHand, cancellationToken);

    protected override Task Renew(IReadOnlyCollection<ClaimedLetter> pieces, CancellationToken cancellationToken) => queue.Renew(pieces, cancellationToken);

    protected override Task Release(IReadOnlyCollection<ClaimedLetter> pieces, CancellationToken cancellationToken) => queue.Release(pieces, cancellationToken);

    protected override async Task Run(ClaimedLetter piece, CancellationToken cancellationToken)
    {
        var outcome = piece.Event is null
            ? HandlerOutcome.Failure(Gone)
            : await handlers.Run(piece.Letter.Handler, piece.Event, cancellationToken);
        _results.Add(new LetterOutcome(piece, outcome, time.Now()));
    }
}
