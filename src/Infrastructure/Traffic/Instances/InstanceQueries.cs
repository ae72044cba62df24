using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Instances;
using Hivemind.Domain.Traffic.Instances;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Instances;

internal sealed class InstanceQueries(NpgsqlDataSource database) : IInstanceQueries
{
    public async Task<Instance?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<InstanceRow>(
            $"select {InstanceRow.Columns} from instances where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToInstance();
    }

    public async Task<IReadOnlyList<Instance>> List(string orgId, ListInstances query, MetaPage page, CancellationToken cancellationToken)
    {
        var rows = await database.List<InstanceRow>(
            $"""
            select {InstanceRow.Columns}
            from instances
            where org_id = @orgId
              and (@Channel::text is null or channel = @Channel)
              and (@IsActive::boolean is null or is_active = @IsActive)
              and (@IsConnected::boolean is null or is_connected = @IsConnected)
              and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId))
            order by created_at desc, id desc
            limit @Take
            """,
            new { orgId, query.Channel, query.IsActive, query.IsConnected, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take }, cancellationToken);
        return [.. rows.Select(row => row.ToInstance())];
    }
}
