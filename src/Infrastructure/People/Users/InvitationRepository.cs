using Hivemind.Application.People.Users;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Users;

internal sealed class InvitationRepository(DbSession session) : IInvitationRepository
{
    private const string Columns = "id, org_id, email, name, org_role, created_at, expires_at, accepted_at, accepted_by, revoked_at";

    public Task Add(Invitation invitation, string tokenHash, string invitedBy, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into invitations (id, org_id, email, name, org_role, token_hash, invited_by, created_at, expires_at)
            values (@Id, @OrgId, @Email, @Name, @OrgRole, @tokenHash, @invitedBy, @CreatedAt, @ExpiresAt)
            """,
            new
            {
                invitation.Id,
                invitation.OrgId,
                invitation.Email,
                invitation.Name,
                OrgRole = EnumText.Of(invitation.OrgRole),
                tokenHash,
                invitedBy,
                invitation.CreatedAt,
                invitation.ExpiresAt,
            }, cancellationToken);

    public async Task<Invitation?> FindByToken(string tokenHash, CancellationToken cancellationToken) =>
        Restore(await session.FindOne<Row>(
            $"""
            select {Columns}
            from invitations
            where token_hash = @tokenHash
            for update
            """, new { tokenHash }, cancellationToken));

    public async Task<Invitation?> Find(string orgId, Guid id, CancellationToken cancellationToken) =>
        Restore(await session.FindOne<Row>(
            $"""
            select {Columns}
            from invitations
            where id = @id and org_id = @orgId
            for update
            """, new { id, orgId }, cancellationToken));

    public Task Save(Invitation invitation, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update invitations
            set accepted_at = @AcceptedAt, accepted_by = @AcceptedBy, revoked_at = @RevokedAt
            where id = @Id
            """, new { invitation.Id, invitation.AcceptedAt, invitation.AcceptedBy, invitation.RevokedAt }, cancellationToken);

    private static Invitation? Restore(Row? row) => row is null ? null : new Invitation(
        row.Id, row.OrgId, row.Email, row.Name, EnumText.Parse<UserRole>(row.OrgRole), row.CreatedAt, row.ExpiresAt,
        row.AcceptedAt, row.AcceptedBy, row.RevokedAt);

    private sealed record Row(
        Guid Id, string OrgId, string? Email, string? Name, string OrgRole, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        DateTimeOffset? AcceptedAt, Guid? AcceptedBy, DateTimeOffset? RevokedAt);
}
