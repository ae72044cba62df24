using Hivemind.Application.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Webhooks;

internal sealed class WebhookOutbox(DbSession session, DeliveryBell bell, TimeProvider time) : IWebhookOutbox
{
    public async Task Add(string orgId, string eventName, object payload, CancellationToken cancellationToken)
    {
        // The share of the key keeps an endpoint from being deleted before its delivery is in; it holds nobody else back.
        var endpoints = await session.List<Guid>(
            """
            select id
            from webhook_endpoints
            where org_id = @orgId and is_active and (event_types is null or @eventName = any(event_types))
            for key share
            """, new { orgId, eventName }, cancellationToken);

        if (endpoints.Count == 0)
            return;

        var now = time.Now();
        await session.Execute(
            """
            insert into webhook_deliveries (id, org_id, endpoint_id, event, payload, status, next_attempt_at, created_at, updated_at)
            select id, @orgId, endpoint_id, @eventName, @Payload, 'pending', @now, @now, @now
            from unnest(@Ids, @Endpoints) as delivery (id, endpoint_id)
            """,
            new
            {
                orgId,
                eventName,
                now,
                Payload = WireJson.Write(payload),
                Ids = endpoints.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                Endpoints = endpoints.ToArray(),
            }, cancellationToken);

        session.AfterCommit(bell.Ring);
    }
}
