using Hivemind.Application.Common;
using Hivemind.Application.People.SignIn;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

internal sealed class SignInQueries(NpgsqlDataSource database, TimeProvider time) : ISignInQueries
{
    private const string OpenSessions = "user_id = @userId and revoked_at is null and expires_at > @Now";

    public Task<Account?> FindAccount(string email, CancellationToken cancellationToken) =>
        database.FindOne<Account>(
            """
            select id, org_id, email, password_hash, is_active
            from users
            where lower(email) = lower(@email)
            """, new { email }, cancellationToken);

    public Task<Account?> FindAccount(Guid userId, CancellationToken cancellationToken) =>
        database.FindOne<Account>(
            """
            select id, org_id, email, password_hash, is_active
            from users
            where id = @userId
            """, new { userId }, cancellationToken);

    public Task<bool> MayRegister(string? invitationTokenHash, CancellationToken cancellationToken) =>
        database.FindOne<bool>(
            """
            select case when @invitationTokenHash::text is null
                then not exists (select from users)
                else exists (
                    select from invitations
                    where token_hash = @invitationTokenHash and accepted_at is null and revoked_at is null and expires_at > @Now
                )
            end
            """, new { invitationTokenHash, Now = time.Now() }, cancellationToken);

    public async Task<OffsetList<SessionView>> ListSessions(Guid userId, Guid? current, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new { userId, current, Now = time.Now(), AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset };
        var rows = await database.List<SessionView>(
            $"""
            select id, created_at, last_used_at, expires_at, user_agent, ip, id is not distinct from @current as current
            from sessions
            where {OpenSessions} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from sessions where {OpenSessions}", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }
}
