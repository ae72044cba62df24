using Hivemind.Application.Common;

namespace Hivemind.Application.People;

/// <summary>Turns a presented credential into its principal.</summary>
public interface ICredentials
{
    /// <summary>
    /// The principal of an API key (<c>hm_</c>), a session (<c>hs_</c>) or, where allowed, a stream ticket (<c>ht_</c>, used up by this call);
    /// null when it is unknown, inactive, revoked or expired. Counts the use of a key and moves the end of a session.
    /// </summary>
    Task<Principal?> Authenticate(string credential, bool ticketAllowed, CancellationToken cancellationToken);

    /// <summary>Whether the credential behind an open stream still holds. Counts nothing.</summary>
    Task<bool> IsStillValid(Principal principal, CancellationToken cancellationToken);
}
