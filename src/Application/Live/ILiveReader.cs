using Hivemind.Domain.Live;

namespace Hivemind.Application.Live;

/// <summary>Reads the live log in the one order that all readers see.</summary>
public interface ILiveReader
{
    /// <summary>Where the log stands now.</summary>
    Task<LogState> State(CancellationToken cancellationToken);

    /// <summary>Where the log and a task stand in one snapshot; the task is null when the organisation has none of this id.</summary>
    Task<(LogState Log, TaskMark? Task)> State(string orgId, Guid taskId, CancellationToken cancellationToken);

    /// <summary>
    /// The rows after a position that the selection includes, at most <paramref name="limit"/>, with their texts; null selects everything
    /// and leaves the texts out.
    /// One call looks at a bounded number of rows, so an answer may be empty and yet have more to come.
    /// </summary>
    /// <param name="until">The last position of interest; null reads up to the horizon.</param>
    Task<LogPage> Read(LiveSelection? selection, Position after, Position? until, int limit, CancellationToken cancellationToken);
}

/// <summary>The point that a reader of now continues from, and the last row that retention has removed.</summary>
/// <param name="Known">Ids of rows that are committed already but come after <paramref name="Now"/>, as an older transaction is still open.</param>
public sealed record LogState(Position Now, Position? Trimmed, IReadOnlyList<long> Known);

/// <summary>Rows in order, and the position up to which everything has been looked at.</summary>
/// <param name="HasMore">More rows below the horizon wait behind <paramref name="End"/>.</param>
/// <param name="IsUnsettled">There are rows above the horizon, held back by a transaction that is still open.</param>
public sealed record LogPage(IReadOnlyList<LiveEvent> Rows, Position End, bool HasMore, bool IsUnsettled)
{
    /// <summary>What of it lies up to a position; all when it does not reach so far.</summary>
    public LogPage UpTo(Position until) =>
        End.IsAfter(until) ? this with { Rows = [.. Rows.TakeWhile(row => !row.Position.IsAfter(until))], End = until } : this;
}
