using Hivemind.Application.Common;

namespace Hivemind.Application.People.SignIn;

/// <summary>The sign-ins of users.</summary>
public interface ISessionRepository
{
    /// <returns>The token, shown once.</returns>
    Task<string> Open(Account account, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>False when the user has no such open session.</summary>
    Task<bool> Revoke(Guid userId, Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of a user but one; how many there were.</summary>
    Task<int> RevokeAll(Guid userId, Guid? except, CancellationToken cancellationToken);
}

/// <summary>What a sign-in knows about the person it is for.</summary>
public sealed record Account(Guid Id, string OrgId, string Email, string PasswordHash, bool IsActive);

/// <summary>Reads for sign-in, outside any transaction: a password check must hold none.</summary>
public interface ISignInQueries
{
    Task<Account?> FindAccount(string email, CancellationToken cancellationToken);

    Task<Account?> FindAccount(Guid userId, CancellationToken cancellationToken);

    /// <summary>Whether anybody may register: with an open invitation, or without one while no user exists.</summary>
    Task<bool> MayRegister(string? invitationTokenHash, CancellationToken cancellationToken);

    Task<OffsetList<SessionView>> ListSessions(Guid userId, Guid? current, OffsetPage page, CancellationToken cancellationToken);
}
