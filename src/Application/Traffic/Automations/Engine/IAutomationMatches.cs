using Hivemind.Application.Traffic.Processing;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Which events have been looked at for automations, inside a command's transaction.</summary>
public interface IAutomationMatches
{
    /// <returns>False when what the event leads to is stored already; in a replay it counts anew.</returns>
    Task<bool> TryBegin(EventInHand e, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets events that nobody will handle again.</summary>
    /// <returns>How many there were, up to the limit.</returns>
    Task<int> Forget(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
