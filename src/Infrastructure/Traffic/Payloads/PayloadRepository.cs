using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Payloads;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Payloads;

internal sealed class PayloadRepository(DbSession session) : IPayloadRepository
{
    public Task<IReadOnlyList<PayloadConfig>> Configs(string orgId, CancellationToken cancellationToken) =>
        session.List<PayloadConfig>(ConfigSql.Select, new { orgId }, cancellationToken);

    public Task SaveConfig(string orgId, PayloadConfig config, CancellationToken cancellationToken) => session.Execute(
        """
        insert into payload_configs (org_id, event_type, webhook_raw, agent_request, agent_response, channel_send, error, retention_days, row_version)
        values (@orgId, @EventType, @WebhookRaw, @AgentRequest, @AgentResponse, @ChannelSend, @Error, @RetentionDays, @RowVersion)
        on conflict (org_id, event_type) do update
        set webhook_raw = excluded.webhook_raw, agent_request = excluded.agent_request, agent_response = excluded.agent_response,
            channel_send = excluded.channel_send, error = excluded.error, retention_days = excluded.retention_days, row_version = excluded.row_version
        """,
        new
        {
            orgId,
            config.EventType,
            config.WebhookRaw,
            config.AgentRequest,
            config.AgentResponse,
            config.ChannelSend,
            config.Error,
            config.RetentionDays,
            config.RowVersion,
        }, cancellationToken);

    public Task Add(IReadOnlyList<KeptPayload> payloads, CancellationToken cancellationToken) => session.Execute(
        """
        insert into event_payloads (id, org_id, event_id, event_type, stage, body, original_size, compressed_size, contains_media,
            contains_base64, created_at, expires_at)
        select *
        from unnest(@Ids, @Orgs, @Events, @Types, @Stages, @Bodies, @Originals, @Compresseds, @Medias, @Base64s, @Times, @Ends)
        """,
        new
        {
            Ids = payloads.Select(payload => payload.Id).ToArray(),
            Orgs = payloads.Select(payload => payload.OrgId).ToArray(),
            Events = payloads.Select(payload => payload.EventId).ToArray(),
            Types = payloads.Select(payload => payload.EventType).ToArray(),
            Stages = payloads.Select(payload => EnumText.Of(payload.Stage)).ToArray(),
            Bodies = payloads.Select(payload => payload.Body).ToArray(),
            Originals = payloads.Select(payload => payload.OriginalSize).ToArray(),
            Compresseds = payloads.Select(payload => payload.Body.Length).ToArray(),
            Medias = payloads.Select(payload => payload.ContainsMedia).ToArray(),
            Base64s = payloads.Select(payload => payload.ContainsBase64).ToArray(),
            Times = payloads.Select(payload => payload.Timestamp).ToArray(),
            Ends = payloads.Select(payload => payload.ExpiresAt).ToArray(),
        }, cancellationToken);

    public Task<int> Delete(PayloadDeletion deletion, CancellationToken cancellationToken) => session.Execute(
        """
        update event_payloads
        set body = null, deleted_at = @At, deleted_by = @By, delete_reason = @Reason
        where org_id = @OrgId and event_id = @EventId and (@Stage::text is null or stage = @Stage) and deleted_at is null
        """,
        new
        {
            deletion.OrgId,
            deletion.EventId,
            Stage = deletion.Stage is { } stage ? EnumText.Of(stage) : null,
            deletion.By,
            deletion.Reason,
            deletion.At,
        }, cancellationToken);

    public Task<int> RemoveExpired(string? orgId, DateTimeOffset now, int limit, CancellationToken cancellationToken) => session.Execute(
        """
        delete from event_payloads
        where id in (
            select id from event_payloads
            where expires_at <= @now and (@orgId::text is null or org_id = @orgId)
            limit @limit)
        """, new { orgId, now, limit }, cancellationToken);
}
