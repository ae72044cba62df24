using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>Adds a step of what changed to the kept figures; true when there is more. Readers see the same numbers before and after.</summary>
[Access(Audience.Public)]
public sealed record FoldEventFigures : ICommand<bool>;

/// <summary>Keeps figures of events, in a command's transaction.</summary>
public interface IEventFigureKeeper
{
    /// <summary>Folds up to so many differences and says how many there were.</summary>
    Task<int> Fold(int limit, CancellationToken cancellationToken);
}

internal sealed class FoldEventFiguresHandler(IEventFigureKeeper keeper) : IRequestHandler<FoldEventFigures, bool>
{
    private const int Batch = 5000;

    public async Task<bool> Handle(FoldEventFigures command, CancellationToken cancellationToken) =>
        await keeper.Fold(Batch, cancellationToken) == Batch;
}
