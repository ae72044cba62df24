using Hivemind.Application.Traffic.Instances;
using Hivemind.Domain.Traffic.Instances;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Instances;

internal sealed class InstanceRepository(DbSession session) : IInstanceRepository
{
    public async Task<Instance?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<InstanceRow>(
            $"select {InstanceRow.Columns} from instances where org_id = @orgId and id = @id for no key update", new { orgId, id }, cancellationToken);
        return row?.ToInstance();
    }

    public async Task<Guid?> FindByName(string orgId, string name, Guid except, CancellationToken cancellationToken)
    {
        // One writer of an organisation at a time settles names and defaults; two would meet in the unique indexes instead.
        await session.Execute("select pg_advisory_xact_lock(hashtextextended('instances:' || @orgId, 0))", new { orgId }, cancellationToken);
        return await session.FindOne<Guid?>(
            "select id from instances where org_id = @orgId and name = @name and id <> @except", new { orgId, name, except }, cancellationToken);
    }

    public Task ClearDefault(string orgId, string channel, Guid except, CancellationToken cancellationToken) => session.Execute(
        """
        update instances
        set is_default = false, row_version = row_version + 1
        where org_id = @orgId and channel = @channel and is_default and id <> @except
        """, new { orgId, channel, except }, cancellationToken);

    public Task Add(Instance instance, CancellationToken cancellationToken) => session.Execute(
        $"""
        insert into instances ({InstanceRow.Columns})
        values (@Id, @OrgId, @Name, @Channel, @IsDefault, @IsActive, @IsConnected, @ConnectionChangedAt, @ProfileName, @ProfilePicUrl,
            @ProfileBio, @OwnerIdentifier, @AccessMode, @AgentId, @AgentType, @AgentTimeoutMs, @AgentSessionStrategy, @LastMessageAt,
            @CreatedAt, @UpdatedAt, @RowVersion)
        """, InstanceRow.Of(instance), cancellationToken);

    // The last message is not among what is saved: it follows events, beside every other change.
    public async Task<Instance> Save(Instance instance, CancellationToken cancellationToken)
    {
        var next = instance with { RowVersion = instance.RowVersion + 1 };
        await session.Execute(
            """
            update instances
            set name = @Name, is_default = @IsDefault, is_active = @IsActive, is_connected = @IsConnected,
                connection_changed_at = @ConnectionChangedAt, profile_name = @ProfileName, profile_pic_url = @ProfilePicUrl,
                profile_bio = @ProfileBio, owner_identifier = @OwnerIdentifier, access_mode = @AccessMode, agent_id = @AgentId,
                agent_type = @AgentType, agent_timeout_ms = @AgentTimeoutMs, agent_session_strategy = @AgentSessionStrategy,
                updated_at = @UpdatedAt, row_version = @RowVersion
            where id = @Id
            """, InstanceRow.Of(next), cancellationToken);
        return next;
    }

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from instances where id = @id", new { id }, cancellationToken);
}
