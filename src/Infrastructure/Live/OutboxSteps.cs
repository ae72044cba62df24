namespace Hivemind.Infrastructure.Live;

/// <summary>What is to be done with one more message.</summary>
internal enum OutboxOffer
{
    /// <summary>Nothing: the line is closed, or takes nothing more.</summary>
    Ignored,

    /// <summary>Nothing: it waits, and whoever writes now takes it along.</summary>
    Queued,

    /// <summary>The caller writes it, and asks for what is next.</summary>
    Write,

    /// <summary>There is no room for it.</summary>
    Full,
}

/// <summary>What whoever has written is to do next.</summary>
internal enum OutboxNext
{
    /// <summary>Nothing: somebody else has the turn, or nothing waits.</summary>
    Nothing,

    /// <summary>Write on.</summary>
    Write,

    /// <summary>Everything that it was to take is written.</summary>
    Finished,

    /// <summary>It is closed, and nobody writes any more.</summary>
    Ended,
}
