using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.AutoApprove;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.AutoApprove;

internal sealed class AutoApproveRules(NpgsqlDataSource database, DbSession session, TimeProvider time) : IAutoApproveRules
{
    private const string Columns = "id, category, is_auto_approve, created_at, updated_at, row_version";

    public Task<bool> IsOn(string orgId, KnowledgeCategory category, CancellationToken cancellationToken) =>
        database.FindOne<bool>(
            "select exists (select from auto_approve_rules where org_id = @orgId and category = @Category and is_auto_approve)",
            new { orgId, Category = EnumText.Of(category) }, cancellationToken);

    public async Task<IReadOnlyList<AutoApproveRule>> List(string orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>($"select {Columns} from auto_approve_rules where org_id = @orgId", new { orgId }, cancellationToken);
        return [.. rows.Select(row => row.View())];
    }

    public async Task<AutoApproveRule?> Set(
        string orgId, KnowledgeCategory category, bool isAutoApprove, int? expectedVersion, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var parameters = new { Id = Guid.CreateVersion7(now), orgId, Category = EnumText.Of(category), isAutoApprove, expectedVersion, now };

        // A rule that nobody set has version 0 and no row: only an insert may meet that expectation.
        var row = expectedVersion is null or 0
            ? await session.FindOne<Row>(
                $"""
                insert into auto_approve_rules as rule (id, org_id, category, is_auto_approve, created_at, updated_at)
                values (@Id, @orgId, @Category, @isAutoApprove, @now, @now)
                on conflict (org_id, category) do update
                set is_auto_approve = excluded.is_auto_approve, updated_at = excluded.updated_at, row_version = rule.row_version + 1
                where @expectedVersion::int is null
                returning {Columns}
                """, parameters, cancellationToken)
            : await session.FindOne<Row>(
                $"""
                update auto_approve_rules
                set is_auto_approve = @isAutoApprove, updated_at = @now, row_version = row_version + 1
                where org_id = @orgId and category = @Category and row_version = @expectedVersion
                returning {Columns}
                """, parameters, cancellationToken);

        return row?.View();
    }

    private sealed record Row(Guid Id, string Category, bool IsAutoApprove, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion)
    {
        public AutoApproveRule View() => new(Id, EnumText.Parse<KnowledgeCategory>(Category), IsAutoApprove, CreatedAt, UpdatedAt, RowVersion);
    }
}
