using Hivemind.Application.Common;
using Hivemind.Application.People.Users;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Users;

internal sealed class UserRepository(DbSession session, CallContext call, TimeProvider time) : IUserRepository
{
    private const long RegistrationLock = 7_201_469_014_120_101;

    public Task LockRegistration(CancellationToken cancellationToken) =>
        session.Execute("select pg_advisory_xact_lock(@RegistrationLock)", new { RegistrationLock }, cancellationToken);

    public Task<bool> AnyExists(CancellationToken cancellationToken) =>
        session.FindOne<bool>("select exists (select from users)", null, cancellationToken);

    public Task<UserProfile?> Add(User user, string passwordHash, CancellationToken cancellationToken) =>
        session.FindOne<UserProfile>(
            $"""
            insert into users (id, org_id, email, password_hash, name, is_active, skills, role, status, org_role, created_at, updated_at)
            values (@Id, @OrgId, @Email, @passwordHash, @Name, @IsActive, @Skills, @Role, @Status, @OrgRole, @Now, @Now)
            on conflict (lower(email)) do nothing
            returning {UserSql.Columns}
            """,
            new
            {
                user.Id,
                user.OrgId,
                user.Email,
                passwordHash,
                user.Name,
                user.IsActive,
                Skills = user.Skills.ToArray(),
                user.Role,
                Status = EnumText.Of(user.Status),
                OrgRole = EnumText.Of(user.OrgRole),
                Now = time.Now(),
            }, cancellationToken);

    public Task<Guid> FindId(string email, CancellationToken cancellationToken) =>
        session.FindOne<Guid>("select id from users where lower(email) = lower(@email)", new { email }, cancellationToken);

    public async Task<User> Get(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<UserProfile>(
            $"""
            select {UserSql.Columns}
            from users
            where id = @id and org_id = @orgId
            for no key update
            """, new { id, orgId }, cancellationToken) ?? throw new NotFoundException("user");

        call.CheckVersion(row.RowVersion);
        return new User(row.Id, row.OrgId, row.Email, row.Name, row.IsActive, row.OrgRole, row.Role, row.Skills, row.Status);
    }

    public async Task<UserProfile> Save(User user, CancellationToken cancellationToken) =>
        await session.FindOne<UserProfile>(
            $"""
            update users
            set name = @Name, is_active = @IsActive, skills = @Skills, role = @Role, status = @Status, org_role = @OrgRole,
                updated_at = @Now, row_version = row_version + 1
            where id = @Id
            returning {UserSql.Columns}
            """,
            new
            {
                user.Id,
                user.Name,
                user.IsActive,
                Skills = user.Skills.ToArray(),
                user.Role,
                Status = EnumText.Of(user.Status),
                OrgRole = EnumText.Of(user.OrgRole),
                Now = time.Now(),
            }, cancellationToken) ?? throw new NotFoundException("user");

    public Task SetPassword(Guid id, string passwordHash, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update users
            set password_hash = @passwordHash, updated_at = @Now
            where id = @id
            """, new { id, passwordHash, Now = time.Now() }, cancellationToken);
}
