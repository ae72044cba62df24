using Hivemind.Application.Common;
using Hivemind.Application.People.Users;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.Users;

internal sealed class UserQueries(NpgsqlDataSource database) : IUserQueries
{
    private const string Filter =
        """
        org_id = @orgId and (@isActive::boolean is null or is_active = @isActive)
            and (@Pattern::text is null or name ilike @Pattern or (@withEmail and email ilike @Pattern))
        """;

    public Task<UserProfile?> Find(string orgId, Guid id, CancellationToken cancellationToken) =>
        database.FindOne<UserProfile>(
            $"""
            select {UserSql.Columns}
            from users
            where id = @id and org_id = @orgId
            """, new { id, orgId }, cancellationToken);

    public async Task<OffsetList<UserProfile>> List(
        string orgId, string? text, bool withEmail, bool? isActive, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            isActive,
            withEmail,
            Pattern = Like(text),
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            page.Take,
            page.Offset,
        };

        var rows = await database.List<UserProfile>(
            $"""
            select {UserSql.Columns}
            from users
            where {Filter} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from users where {Filter}", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }

    public async Task<OffsetList<InvitationView>> ListInvitations(string orgId, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset };
        var rows = await database.List<InvitationView>(
            """
            select id, email, name, org_role, invited_by, created_at, expires_at, accepted_at, accepted_by, revoked_at
            from invitations
            where org_id = @orgId and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>("select count(*) from invitations where org_id = @orgId", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }

    private static string? Like(string? text) =>
        text is null ? null : $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
}
