using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.People.Audit;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Audit;

internal sealed class AuditQueries(ReadDatabase database) : IAuditQueries
{
    public async Task<IReadOnlyList<AuditEntry>> List(string orgId, ListAuditLog query, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            """
            select id, org_id, actor, action, target_type, target_id, details::text as details, ip, created_at
            from audit_log
            where org_id = @orgId
                and (@Actor::text is null or actor = @Actor)
                and (@Action::text is null or action = @Action)
                and (@TargetType::text is null or target_type = @TargetType)
                and (@TargetId::text is null or target_id = @TargetId)
                and (@Since::timestamptz is null or created_at >= @Since)
                and (@Until::timestamptz is null or created_at < @Until)
                and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take
            """,
            new
            {
                orgId,
                query.Actor,
                query.Action,
                query.TargetType,
                query.TargetId,
                Since = query.Since?.ToUniversalTime(),
                Until = query.Until?.ToUniversalTime(),
                AfterTime = after?.Time,
                AfterId = after?.Id,
                Take = query.Limit + 1,
            }, cancellationToken);

        return [.. rows.Select(row => new AuditEntry(
            row.Id, row.OrgId, row.Actor, row.Action, row.TargetType, row.TargetId,
            row.Details is null ? null : JsonElement.Parse(row.Details), row.Ip, row.CreatedAt))];
    }

    private sealed record Row(
        Guid Id, string OrgId, string Actor, string Action, string TargetType, string TargetId, string? Details, string? Ip, DateTimeOffset CreatedAt);
}
