using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Maintenance;

/// <summary>Sums up a step of what changed among dead letters and payloads; true asks for the next step.</summary>
[Access(Audience.Public)]
public sealed record FoldProcessingFigures : ICommand<bool>;

/// <summary>Figures of dead letters and payloads, kept as sums and the differences since.</summary>
public interface IProcessingFigures
{
    /// <summary>True when there may be more to fold.</summary>
    Task<bool> Fold(CancellationToken cancellationToken);
}

internal sealed class FoldProcessingFiguresHandler(IProcessingFigures figures) : IRequestHandler<FoldProcessingFigures, bool>
{
    public Task<bool> Handle(FoldProcessingFigures command, CancellationToken cancellationToken) => figures.Fold(cancellationToken);
}
