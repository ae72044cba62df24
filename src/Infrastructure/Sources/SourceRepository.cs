using Hivemind.Application.Sources;
using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Sources;

internal sealed class SourceRepository(DbSession session) : ISourceRepository
{
    public async Task<DataSource?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<SourceRow>(
            $"select {SourceRow.Columns} from data_sources where org_id = @orgId and id = @id for no key update", new { orgId, id }, cancellationToken);
        return row?.ToSource();
    }

    public async Task Add(DataSource source, CancellationToken cancellationToken)
    {
        await CheckName(source, cancellationToken);
        await session.Execute(
            """
            insert into data_sources (id, org_id, source_type, name, enabled, config, created_at, updated_at)
            values (@Id, @OrgId, @SourceType, @Name, @Enabled, @Config::json, @CreatedAt, @UpdatedAt)
            """, Parameters(source), cancellationToken);
    }

    public async Task<DataSource> Save(DataSource source, CancellationToken cancellationToken)
    {
        await CheckName(source, cancellationToken);
        var next = source with { RowVersion = source.RowVersion + 1 };
        await session.Execute(
            """
            update data_sources
            set name = @Name, enabled = @Enabled, config = @Config::json, updated_at = @UpdatedAt, row_version = @RowVersion
            where id = @Id
            """, Parameters(next), cancellationToken);
        return next;
    }

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from data_sources where id = @id", new { id }, cancellationToken);

    public Task<bool> IsConnected(string orgId, Platform platform, CancellationToken cancellationToken) => session.FindOne<bool>(
        "select exists (select from oauth_installations where org_id = @orgId and platform = @Platform and status = 'active')",
        new { orgId, Platform = EnumText.Of(platform) }, cancellationToken);

    // Names are taken one after the other, so that of two at once the second finds the first.
    private async Task CheckName(DataSource source, CancellationToken cancellationToken)
    {
        await session.Execute(
            "select pg_advisory_xact_lock(hashtextextended('data_sources/' || @OrgId, 0))", new { source.OrgId }, cancellationToken);
        var existing = await session.FindOne<Guid?>(
            "select id from data_sources where org_id = @OrgId and source_type = @SourceType and name = @Name and id <> @Id",
            Parameters(source), cancellationToken);

        if (existing is { } id)
            throw RuleException.Duplicate("A source of this type has this name.", id);
    }

    private static object Parameters(DataSource source) => new
    {
        source.Id,
        source.OrgId,
        SourceType = EnumText.Of(source.SourceType),
        source.Name,
        source.Enabled,
        source.Config,
        source.CreatedAt,
        source.UpdatedAt,
        source.RowVersion,
    };
}
