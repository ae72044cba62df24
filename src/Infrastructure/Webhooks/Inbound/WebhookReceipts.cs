using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

internal sealed class WebhookReceipts(DbSession session) : IWebhookReceipts
{
    private const int Slots = 16;

    public async Task<WebhookSource?> FindSource(Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<SourceRow>($"select {SourceRow.Columns} from webhook_sources s where id = @id", new { id }, cancellationToken);
        return row?.ToSource();
    }

    public async Task<bool> IsKnown(Guid sourceId, string deliveryId, CancellationToken cancellationToken)
    {
        await LockFor(sourceId, deliveryId, cancellationToken);
        return await session.FindOne<bool>(
            """
            select exists (
                select from webhook_events where source_id = @sourceId and delivery_id = @deliveryId and outcome = 'queued'
            )
            """, new { sourceId, deliveryId }, cancellationToken);
    }

    public Task<bool> IsOwnWord(string orgId, IReadOnlyList<string> wordIds, DateTimeOffset since, CancellationToken cancellationToken) =>
        session.FindOne<bool>(
            """
            select exists (
                select from tasks where org_id = @orgId and external_refs <> '{}' and external_refs && @WordIds and updated_at >= @since
            )
            """, new { orgId, WordIds = wordIds.ToArray(), since }, cancellationToken);

    public async Task<bool> IsEcho(Guid sourceId, string flowId, string eventType, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await LockFor(sourceId, $"{flowId} {eventType}", cancellationToken);
        return await session.FindOne<bool>(
            """
            select exists (
                select from webhook_events
                where source_id = @sourceId and created_at >= @since and flow_id = @flowId and event_type = @eventType and outcome = 'queued'
            )
            """, new { sourceId, flowId, eventType, since }, cancellationToken);
    }

    public Task Add(WebhookReceipt receipt, CancellationToken cancellationToken) => session.Execute(
        """
        insert into webhook_events (id, org_id, source_id, provider, event_type, payload, delivery_id, flow_id, text, author, hivemind_event_id,
            outcome, reason, created_at)
        values (@Id, @OrgId, @SourceId, @Provider, @EventType, @Payload, @DeliveryId, @FlowId, @Text, @Author, @HivemindEventId,
            @Outcome, @Reason, @CreatedAt);
        insert into webhook_source_counts as counts (source_id, slot, received, accepted, last_event_at)
        values (@SourceId, @Slot, 1, @Accepted, @CreatedAt)
        on conflict (source_id, slot) do update
        set received = counts.received + 1, accepted = counts.accepted + excluded.accepted,
            last_event_at = greatest(counts.last_event_at, excluded.last_event_at)
        """,
        new
        {
            receipt.Id,
            receipt.OrgId,
            receipt.SourceId,
            Provider = EnumText.Of(receipt.Provider),
            receipt.EventType,
            receipt.Payload,
            receipt.DeliveryId,
            receipt.FlowId,
            receipt.Text,
            receipt.Author,
            receipt.HivemindEventId,
            Outcome = EnumText.Of(receipt.Outcome),
            receipt.Reason,
            receipt.CreatedAt,
            Slot = Random.Shared.Next(Slots),
            Accepted = receipt.Outcome is WebhookOutcome.Queued ? 1 : 0,
        }, cancellationToken);

    public async Task<WebhookReceipt?> FindByEvent(string orgId, Guid eventId, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ReceiptRow>(
            $"select {ReceiptRow.Columns} from webhook_events where hivemind_event_id = @eventId and org_id = @orgId for update",
            new { orgId, eventId }, cancellationToken);
        return row?.ToReceipt();
    }

    public async Task<WebhookReceipt?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ReceiptRow>(
            $"select {ReceiptRow.Columns} from webhook_events where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToReceipt();
    }

    public Task SetCommand(Guid id, string command, Guid? taskId, CancellationToken cancellationToken) => session.Execute(
        "update webhook_events set matched_command = @command, task_id = @taskId where id = @id", new { id, command, taskId }, cancellationToken);

    public Task<int> Remove(DateTimeOffset before, int limit, CancellationToken cancellationToken) => session.Execute(
        "delete from webhook_events where id in (select id from webhook_events where created_at < @before limit @limit)",
        new { before, limit }, cancellationToken);

    // Until the end of the transaction: what is read after it is still so when this delivery is written.
    private Task<int> LockFor(Guid sourceId, string what, CancellationToken cancellationToken) => session.Execute(
        "select pg_advisory_xact_lock(hashtextextended(@Key, 0))", new { Key = $"webhook:{sourceId}:{what}" }, cancellationToken);
}
