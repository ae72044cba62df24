using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.SignIn;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

/// <summary>Stream tickets: kept hashed in the database, so that any process can use one up, exactly once.</summary>
internal sealed class TicketCredentials(NpgsqlDataSource database, DbSession session, TimeProvider time) : IStreamTickets
{
    public async Task<string> Issue(Principal principal, TimeSpan life, CancellationToken cancellationToken)
    {
        var ticket = Secret.New(Secret.Ticket);
        await session.Execute(
            """
            insert into stream_tickets (token_hash, principal, expires_at)
            values (@Hash, @Principal::jsonb, @End)
            """, new { Hash = Secret.Hash(ticket), Principal = WireJson.Write(principal), End = time.Now() + life }, cancellationToken);

        return ticket;
    }

    /// <summary>The principal that the ticket was made for; null the second time, or when its time is over.</summary>
    public async Task<Principal?> Use(string ticket, CancellationToken cancellationToken)
    {
        var principal = await database.FindOne<string>(
            """
            delete from stream_tickets
            where token_hash = @Hash and expires_at > @Now
            returning principal::text
            """, new { Hash = Secret.Hash(ticket), Now = time.Now() }, cancellationToken);

        return principal is null ? null : JsonSerializer.Deserialize<Principal>(principal, WireJson.Options);
    }
}
