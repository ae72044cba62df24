using System.Security.Cryptography;
using System.Text;

namespace Hivemind.Domain.Traffic.Events;

/// <summary>What makes two reports the same event: instance, type and the id at the channel.</summary>
public static class EventFingerprint
{
    /// <summary>Null for an event without an external id, which equals no other.</summary>
    public static Guid? Of(RecordedEvent recorded) =>
        recorded.ExternalId is null
            ? null
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{recorded.InstanceId:N}\n{recorded.EventType}\n{recorded.ExternalId}")).AsSpan(0, 16));
}
