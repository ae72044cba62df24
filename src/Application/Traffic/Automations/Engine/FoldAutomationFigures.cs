using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Adds a bounded number of differences to the figures, and forgets what limits no longer look at. True while there may be more.</summary>
[Access(Audience.Public)]
public sealed record FoldAutomationFigures : ICommand<bool>;

/// <summary>The folded figures of automations.</summary>
public interface IAutomationFigures
{
    /// <returns>How many differences there were, up to the limit.</returns>
    Task<int> Fold(int limit, CancellationToken cancellationToken);

    Task ForgetStarts(DateTimeOffset before, CancellationToken cancellationToken);
}

internal sealed class FoldAutomationFiguresHandler(IAutomationFigures figures, TimeProvider time) : IRequestHandler<FoldAutomationFigures, bool>
{
    private const int Step = 5_000;

    public async Task<bool> Handle(FoldAutomationFigures command, CancellationToken cancellationToken)
    {
        var folded = await figures.Fold(Step, cancellationToken);
        await figures.ForgetStarts(time.Now().AddHours(-2), cancellationToken);
        return folded == Step;
    }
}
