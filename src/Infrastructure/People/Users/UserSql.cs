namespace Hivemind.Infrastructure.People.Users;

/// <summary>The columns of a user's own profile: all but the password.</summary>
internal static class UserSql
{
    public const string Columns =
        "id, org_id, email, name, is_active, is_online, impact_score, skills, role, status, org_role, last_seen_at, created_at, updated_at, row_version";
}
