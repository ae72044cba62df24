using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Work.Analytics;

/// <summary>Folds a short step of what changed into the figures that answers are read from; true when there is more.</summary>
[Access(Audience.Public)]
public sealed record FoldFigures : ICommand<bool>;

/// <summary>Keeps the figures quick to read.</summary>
public interface IFigureFolder
{
    /// <summary>Exact before, during and after: it only moves sums. True when it moved as much as one step may.</summary>
    Task<bool> Fold(CancellationToken cancellationToken);
}

internal sealed class FoldFiguresHandler(IFigureFolder folder) : IRequestHandler<FoldFigures, bool>
{
    public Task<bool> Handle(FoldFigures command, CancellationToken cancellationToken) => folder.Fold(cancellationToken);
}
