using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Webhooks;

internal sealed class WebhookQueries(NpgsqlDataSource database, CallContext call) : IWebhookQueries
{
    public async Task<WebhookEndpoint?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<EndpointRow>(
            $"select {EndpointRow.Columns} from webhook_endpoints where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToEndpoint();
    }

    public async Task<(IReadOnlyList<WebhookEndpoint> Endpoints, long Total)> List(
        string orgId, bool? isActive, int limit, int offset, Cursor? after, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, isActive, limit, offset, AfterTime = after?.Time, AfterId = after?.Id };
        var total = await database.FindOne<long>(
            "select count(*) from webhook_endpoints where org_id = @orgId and (@isActive::boolean is null or is_active = @isActive)",
            parameters, cancellationToken);

        var rows = await database.List<EndpointRow>(
            $"""
            select {EndpointRow.Columns}
            from webhook_endpoints
            where org_id = @orgId
              and (@isActive::boolean is null or is_active = @isActive)
              and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId))
            order by created_at desc, id desc
            limit @limit offset @offset
            """, parameters, cancellationToken);

        return ([.. rows.Select(row => row.ToEndpoint())], total);
    }

    public async Task<WebhookDelivery?> FindDelivery(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<DeliveryRow>(
            $"select {DeliveryRow.Columns} from webhook_deliveries d where d.org_id = @orgId and d.id = @id", new { orgId, id }, cancellationToken);
        return row?.ToDelivery();
    }

    public Task<IReadOnlyList<WebhookAttemptView>> ListAttempts(Guid deliveryId, CancellationToken cancellationToken) =>
        database.List<WebhookAttemptView>(
            """
            select attempt, started_at, duration_ms, response_code, response_excerpt, error
            from webhook_attempts
            where delivery_id = @deliveryId
            order by attempt
            """, new { deliveryId }, cancellationToken);

    public async Task<IReadOnlyList<WebhookDelivery>> ListDeliveries(ListWebhookDeliveries query, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<DeliveryRow>(
            $"""
            select {DeliveryRow.Columns}
            from webhook_deliveries d
            where d.endpoint_id = @EndpointId
              and d.org_id = @OrgId
              and (@Status::text is null or d.status = @Status)
              and (@Event::text is null or d.event = @Event)
              and (@Since::timestamptz is null or d.created_at >= @Since)
              and (@Until::timestamptz is null or d.created_at < @Until)
              and (@AfterTime::timestamptz is null or (d.created_at, d.id) < (@AfterTime, @AfterId))
            order by d.created_at desc, d.id desc
            limit @Limit
            """,
            new
            {
                call.OrgId,
                query.EndpointId,
                Status = query.Status is { } status ? EnumText.Of(status) : null,
                query.Event,
                query.Since,
                query.Until,
                AfterTime = after?.Time,
                AfterId = after?.Id,
                Limit = query.Limit + 1,
            }, cancellationToken);

        return [.. rows.Select(row => row.ToDelivery())];
    }
}
