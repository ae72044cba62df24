using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>Takes a short step of users offline whose process died; true when there are more.</summary>
[Access(Audience.Public)]
public sealed record SweepConnections : ICommand<bool>;

internal sealed class SweepConnectionsHandler(IConnectionRepository connections, PresenceNews news) : IRequestHandler<SweepConnections, bool>
{
    private const int Step = 500;

    public async Task<bool> Handle(SweepConnections command, CancellationToken cancellationToken)
    {
        var gone = await connections.Sweep(Step, cancellationToken);
        foreach (var change in gone)
            await news.Tell(change, cancellationToken);

        return gone.Count == Step;
    }
}
