using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>One open stream or socket: who it is, what it may see, and what waits for it.</summary>
internal sealed class Subscriber
{
    public Subscriber(LiveSelection selection, Principal principal, Position from, ILiveOutput output, LiveForm form, int queueLength, Action<Subscriber> left)
    {
        (Selection, Principal, From) = (selection, principal, from);
        Outbox = new Outbox(output, form, queueLength, () => left(this));
    }

    public Outbox Outbox { get; }

    /// <summary>What it sees as the index knows it. A socket changes it through the hub only.</summary>
    public LiveSelection Selection { get; set; }

    public Principal Principal { get; }

    /// <summary>What it was given before it joined reaches up to here.</summary>
    public Position From { get; set; }

    /// <summary>Ends with the task that it is about.</summary>
    public bool EndsWithTask { get; init; }

    /// <summary>UTC ticks of the next look at its credential.</summary>
    public long NextCheck { get; set; }

    /// <summary>Set by the hub, as is where the index keeps it.</summary>
    public bool IsJoined { get; set; }

    public LiveView? View { get; set; }

    public int Slot { get; set; }

    /// <summary>Sends rows that it may see; false when it was let go because it did not keep up.</summary>
    public bool Send(IReadOnlyList<LiveEvent> rows, ReadOnlyMemory<byte> bytes, long now)
    {
        var hasRoom = Outbox.Send(bytes, rows.Count, now);
        if (EndsWithTask && rows.Any(row => row.IsEndOfTask))
            Outbox.CloseWhenSent();

        return hasRoom;
    }
}
