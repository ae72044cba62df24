using System.Diagnostics.CodeAnalysis;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Processing;

/// <summary>A stored event as handlers see it; in an edited retry of a dead letter with the edited payload.</summary>
public sealed record EventInHand : RecordedEvent
{
    public EventInHand()
    {
    }

    [SetsRequiredMembers]
    public EventInHand(RecordedEvent stored)
        : base(stored)
    {
    }

    /// <summary>The replay that has the event handled again; null otherwise.</summary>
    public Guid? ReplayId { get; init; }
}
