using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Users;

/// <summary>The users of all organisations.</summary>
public interface IUserRepository
{
    /// <summary>One registration (or first start) at a time, over all processes, until the transaction ends.</summary>
    Task LockRegistration(CancellationToken cancellationToken);

    Task<bool> AnyExists(CancellationToken cancellationToken);

    /// <returns>Null when the e-mail address is in use.</returns>
    Task<UserProfile?> Add(User user, string passwordHash, CancellationToken cancellationToken);

    Task<Guid> FindId(string email, CancellationToken cancellationToken);

    /// <summary>Finds and locks a user of the organisation, checking the version that the caller expects.</summary>
    Task<User> Get(string orgId, Guid id, CancellationToken cancellationToken);

    Task<UserProfile> Save(User user, CancellationToken cancellationToken);

    Task SetPassword(Guid id, string passwordHash, CancellationToken cancellationToken);
}

/// <summary>Read models of users and invitations.</summary>
public interface IUserQueries
{
    Task<UserProfile?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <param name="withEmail">Whether the text is looked for in e-mail addresses too.</param>
    Task<OffsetList<UserProfile>> List(
        string orgId, string? text, bool withEmail, bool? isActive, OffsetPage page, CancellationToken cancellationToken);

    Task<OffsetList<InvitationView>> ListInvitations(string orgId, OffsetPage page, CancellationToken cancellationToken);
}
