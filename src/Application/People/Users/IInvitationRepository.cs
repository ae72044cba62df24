using Hivemind.Domain.People;

namespace Hivemind.Application.People.Users;

/// <summary>Invitations, found by their token or by their organisation.</summary>
public interface IInvitationRepository
{
    Task Add(Invitation invitation, string tokenHash, string invitedBy, CancellationToken cancellationToken);

    /// <summary>Finds and locks.</summary>
    Task<Invitation?> FindByToken(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Finds and locks.</summary>
    Task<Invitation?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Save(Invitation invitation, CancellationToken cancellationToken);
}
