using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Finds the runs that are due, inside a command's transaction.</summary>
public interface IRunClaims
{
    /// <summary>
    /// The next run that a worker may start, locked. Until the transaction ends nobody else in the organisation can claim, so that no
    /// agent ever has more runs under way than it may.
    /// </summary>
    Task<WorkTask?> Next(string orgId, ClaimNextTask wanted, CancellationToken cancellationToken);

    /// <summary>Runs of the whole deployment whose lease or time ended, locked.</summary>
    Task<IReadOnlyList<WorkTask>> FindOverdue(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>Tells waiting workers that the tasks of their organisation changed, in whatever process.</summary>
public interface IRunArrivals
{
    IRunWatch Watch(string orgId);
}

/// <summary>One worker's wait; ends when disposed.</summary>
public interface IRunWatch : IDisposable
{
    /// <summary>Completes with the next change. Take it before looking for a run, so that none falls between.</summary>
    Task Next { get; }

    /// <summary>Waits for the change, or the time. False when the server stops.</summary>
    Task<bool> Wait(Task next, TimeSpan atMost, CancellationToken cancellationToken);
}
