using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.Events;
using MediatR;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>
/// Adds a step of what changed to the kept figures and forgets minutes that nobody reads any more; true when there is more. Readers
/// see the same numbers before and after.
/// </summary>
[Access(Audience.Public)]
public sealed record FoldEventFigures : ICommand<bool>;

/// <summary>Keeps figures of events, in a command's transaction.</summary>
public interface IEventFigureKeeper
{
    /// <summary>Folds up to so many changes and says how many there were. Minutes before the given one are not kept.</summary>
    Task<int> Fold(int limit, DateTimeOffset minutesFrom, CancellationToken cancellationToken);

    /// <summary>Removes up to so many figures of minutes before the given one and says how many there were.</summary>
    Task<int> ForgetMinutes(int limit, DateTimeOffset minutesFrom, CancellationToken cancellationToken);
}

internal sealed class FoldEventFiguresHandler(IEventFigureKeeper keeper, TimeProvider time) : IRequestHandler<FoldEventFigures, bool>
{
    private const int Batch = 5000;

    // A reader with an older now must still find its minutes.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async Task<bool> Handle(FoldEventFigures command, CancellationToken cancellationToken)
    {
        var minutesFrom = EventTimeline.MinutesFrom(time.Now()) - Margin;
        var folded = await keeper.Fold(Batch, minutesFrom, cancellationToken);
        var forgotten = await keeper.ForgetMinutes(Batch, minutesFrom, cancellationToken);
        return folded == Batch || forgotten == Batch;
    }
}
