using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

internal sealed class Credentials(NpgsqlDataSource database, ApiKeyCredentials keys, SessionCredentials sessions, TicketCredentials tickets, TimeProvider time)
    : ICredentials
{
    public async Task<Principal?> Authenticate(string credential, bool ticketAllowed, CancellationToken cancellationToken) =>
        credential switch
        {
            _ when credential.StartsWith(Secret.ApiKey, StringComparison.Ordinal) => await keys.Use(credential, cancellationToken),
            _ when credential.StartsWith(Secret.Session, StringComparison.Ordinal) => await sessions.Use(credential, cancellationToken),
            _ when ticketAllowed && credential.StartsWith(Secret.Ticket, StringComparison.Ordinal)
                && await tickets.Use(credential, cancellationToken) is { } principal
                && await IsStillValid(principal, cancellationToken) => principal,
            _ => null,
        };

    public async Task<bool> IsStillValid(Principal principal, CancellationToken cancellationToken)
    {
        if (principal.CredentialId is not { } id)
            return true;

        return await database.FindOne<bool>(principal.IsUser ? SessionHolds : KeyHolds, new { id, Now = time.Now() }, cancellationToken);
    }

    private const string KeyHolds =
        """
        select exists (
            select from api_keys
            where id = @id and is_active and (expires_at is null or expires_at > @Now)
        )
        """;

    private const string SessionHolds =
        """
        select exists (
            select from sessions
            join users on users.id = sessions.user_id
            where sessions.id = @id and sessions.revoked_at is null and sessions.expires_at > @Now and users.is_active
        )
        """;
}
