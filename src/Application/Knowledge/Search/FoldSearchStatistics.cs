using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>Folds a short step of what changed in the word index into its statistics; true when there is more.</summary>
[Access(Audience.Public)]
public sealed record FoldSearchStatistics : ICommand<bool>;

/// <summary>The statistics behind the ranking by words.</summary>
public interface ISearchStatistics
{
    /// <summary>Exact before, during and after: it only moves sums. True when it moved as much as one step may.</summary>
    Task<bool> Fold(CancellationToken cancellationToken);
}

internal sealed class FoldSearchStatisticsHandler(ISearchStatistics statistics) : IRequestHandler<FoldSearchStatistics, bool>
{
    public Task<bool> Handle(FoldSearchStatistics command, CancellationToken cancellationToken) => statistics.Fold(cancellationToken);
}
