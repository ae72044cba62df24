using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal sealed class KnownTexts(NpgsqlDataSource database) : IKnownTexts
{
    public async Task<KnownText?> Find(string orgId, string contentHash, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<Row>(
            """
            select id, 'pending' as status, null::timestamptz as decided_at
            from pending_contributions
            where org_id = @orgId and content_hash = @contentHash
            union all
            select contribution_id, decision, decided_at
            from contribution_decisions
            where org_id = @orgId and content_hash = @contentHash
            order by decided_at desc nulls first
            limit 1
            """, new { orgId, contentHash }, cancellationToken);

        return row is null ? null : new KnownText(row.Id, EnumText.Parse<ContributionStatus>(row.Status));
    }

    private sealed record Row(Guid Id, string Status, DateTimeOffset? DecidedAt);
}
