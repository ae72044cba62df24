using Hivemind.Application.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Common;

internal sealed class AuditLog(DbSession session, CallContext call, TimeProvider time) : IAuditLog
{
    public async Task Write(
        string action, string targetType, string targetId, object? details, CancellationToken cancellationToken, string? orgId = null, string? actor = null)
    {
        var now = time.Now();
        await session.Execute(
            """
            insert into audit_log (org_id, id, actor, action, target_type, target_id, details, ip, created_at)
            values (@OrgId, @Id, @Actor, @action, @targetType, @targetId, @Details::jsonb, @Ip, @now)
            """,
            new
            {
                OrgId = orgId ?? call.OrgId,
                Id = Guid.CreateVersion7(now),
                Actor = actor ?? call.Principal?.ActorId ?? "anonymous",
                action,
                targetType,
                targetId,
                Details = details is null ? null : WireJson.Write(details),
                call.Ip,
                now,
            }, cancellationToken);
    }

    public Task WriteAll(string action, string targetType, IReadOnlyList<(string TargetId, object? Details)> targets, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return session.Execute(
            """
            insert into audit_log (org_id, id, actor, action, target_type, target_id, details, ip, created_at)
            select @OrgId, id, @ActorId, @action, @targetType, target_id, details::jsonb, @Ip, @now
            from unnest(@Ids, @Targets, @Details) as one (id, target_id, details)
            """,
            new
            {
                call.OrgId,
                call.Caller.ActorId,
                action,
                targetType,
                call.Ip,
                now,
                Ids = targets.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                Targets = targets.Select(target => target.TargetId).ToArray(),
                Details = targets.Select(target => target.Details is null ? null : WireJson.Write(target.Details)).ToArray(),
            }, cancellationToken);
    }
}
