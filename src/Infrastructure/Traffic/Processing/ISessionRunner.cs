namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Long work that is a row under a lease, such as a replay: any process goes on with it.</summary>
internal interface ISessionRunner
{
    /// <summary>Claims running sessions that nobody holds.</summary>
    Task<IReadOnlyList<ClaimedSession>> Claim(int limit, CancellationToken cancellationToken);

    /// <summary>Works until the session has ended, or another process holds it.</summary>
    Task Run(ClaimedSession session, CancellationToken cancellationToken);

    /// <summary>Gives it back, so that another process need not wait for the lease to end.</summary>
    Task Release(ClaimedSession session, CancellationToken cancellationToken);
}

/// <summary>A session this process works on while it renews its lease.</summary>
internal sealed record ClaimedSession(Guid Id, string OrgId, Guid Claim);
