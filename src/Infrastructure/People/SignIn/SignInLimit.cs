using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.SignIn;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

/// <summary>Every wrong password leaves a row per e-mail address (hashed) and per caller's address; the rows of the last 15 minutes count.</summary>
internal sealed class SignInLimit(NpgsqlDataSource database, TimeProvider time) : ISignInLimit
{
    private const int Allowed = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public async Task Check(string email, string? ip, CancellationToken cancellationToken)
    {
        var now = time.Now();

        // The tenth failure from the end: as long as it is in the window, ten are.
        var tenth = await database.FindOne<DateTimeOffset?>(
            """
            select max(tenth.at)
            from unnest(@Keys) as wanted (key)
            cross join lateral (
                select at
                from failed_logins
                where key = wanted.key and at > @Start
                order by at desc
                offset @Before limit 1
            ) as tenth
            """, new { Keys = Keys(email, ip), Start = now - Window, Before = Allowed - 1 }, cancellationToken);

        if (tenth is { } at)
            throw RuleException.RateLimited("Too many failed sign-ins.", (int)Math.Ceiling((at + Window - now).TotalSeconds));
    }

    public Task Failed(string email, string? ip, CancellationToken cancellationToken) =>
        database.Execute(
            """
            insert into failed_logins (key, at)
            select key, @Now
            from unnest(@Keys) as wanted (key)
            """, new { Keys = Keys(email, ip), Now = time.Now() }, cancellationToken);

    private static string[] Keys(string email, string? ip)
    {
        var byEmail = Secret.Hash(email.ToLowerInvariant());
        return ip is null ? [byEmail] : [byEmail, ip];
    }
}
