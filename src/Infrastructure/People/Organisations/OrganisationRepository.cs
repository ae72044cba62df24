using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.People.Organisations;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.People.Organisations;

internal sealed class OrganisationRepository(
    DbSession session, CallContext call, IOptions<ContributionLimitOptions> limits, TimeProvider time) : IOrganisationRepository
{
    public async Task<bool> Add(string orgId, CancellationToken cancellationToken) =>
        await session.Execute(
            """
            insert into organisations (id, name, created_at, updated_at)
            values (@orgId, @orgId, @Now, @Now)
            on conflict (id) do nothing
            """, new { orgId, Now = time.Now() }, cancellationToken) == 1;

    public async Task<OtherAdmins> LockAdmins(string orgId, Guid? exceptUser, string? exceptAgent, CancellationToken cancellationToken)
    {
        await session.Execute("select from organisations where id = @orgId for no key update", new { orgId }, cancellationToken);
        return await session.FindOne<OtherAdmins>(
            """
            select (count(*) filter (where kind = 'owner'))::int as owners, count(*)::int as admins
            from (
                select org_role as kind
                from users
                where org_id = @orgId and is_active and org_role in ('owner', 'admin') and id is distinct from @exceptUser
                union all
                select 'agent'
                from agent_roles
                where org_id = @orgId and role = 'admin' and agent_id is distinct from @exceptAgent and exists (
                    select from api_keys
                    where api_keys.org_id = @orgId and api_keys.agent_id = agent_roles.agent_id
                        and is_active and (expires_at is null or expires_at > @Now)
                )
            ) as others
            """, new { orgId, exceptUser, exceptAgent, Now = time.Now() }, cancellationToken) ?? new OtherAdmins(0, 0);
    }

    public async Task<OrganisationView> Update(
        string orgId, string? name, OrganisationSettingsChanges? settings, CancellationToken cancellationToken)
    {
        var version = await session.FindOne<int?>(
            "select row_version from organisations where id = @orgId for no key update", new { orgId }, cancellationToken);
        call.CheckVersion(version ?? throw new NotFoundException("organisation"));

        var row = await session.FindOne<OrganisationRow>(
            $"""
            update organisations
            set name = coalesce(@name, name), settings = settings || jsonb_strip_nulls(@Settings::jsonb),
                updated_at = @Now, row_version = row_version + 1
            where id = @orgId
            returning {OrganisationRow.Columns}
            """, new { orgId, name, Settings = settings is null ? "{}" : WireJson.Write(settings), Now = time.Now() }, cancellationToken);

        return row?.View(limits.Value) ?? throw new NotFoundException("organisation");
    }
}
