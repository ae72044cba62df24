namespace Hivemind.Application.Traffic.Links;

/// <summary>Says whether an event is stored.</summary>
public interface IEventExistence
{
    Task<bool> Exists(string orgId, Guid eventId, CancellationToken cancellationToken);
}
