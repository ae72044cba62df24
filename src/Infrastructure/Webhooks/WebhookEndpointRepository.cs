using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Webhooks;

internal sealed class WebhookEndpointRepository(DbSession session, DeliveryBell bell, TimeProvider time) : IWebhookEndpointRepository
{
    public async Task<WebhookEndpoint?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<EndpointRow>(
            $"select {EndpointRow.Columns} from webhook_endpoints where org_id = @orgId and id = @id for no key update",
            new { orgId, id }, cancellationToken);
        return row?.ToEndpoint();
    }

    /// <summary>Locks in the order of ids, so that two workers cannot wait for each other.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> FindAll(Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = await session.List<EndpointRow>(
            $"select {EndpointRow.Columns} from webhook_endpoints where id = any(@ids) order by id for no key update",
            new { ids }, cancellationToken);
        return [.. rows.Select(row => row.ToEndpoint())];
    }

    public Task Add(WebhookEndpoint endpoint, CancellationToken cancellationToken) => session.Execute(
        $"""
        insert into webhook_endpoints ({EndpointRow.Columns})
        values (@Id, @OrgId, @Url, @Description, @EventTypes, @IsActive, @DisabledReason, @DisabledAt, @FailingSince, @FailuresInRow,
            @CircuitOpenUntil, @CircuitOpenedTimes, @MaxConcurrency, @Secret, @PreviousSecret, @PreviousSecretUntil, @CreatedAt,
            @UpdatedAt, @RowVersion)
        """, EndpointRow.Of(endpoint), cancellationToken);

    public async Task<WebhookEndpoint> Save(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var next = endpoint with { RowVersion = endpoint.RowVersion + 1 };
        await Write(next, cancellationToken);
        session.AfterCommit(bell.Ring);
        return next;
    }

    /// <summary>Saves what its readers do not see, as the same version.</summary>
    public Task Write(WebhookEndpoint endpoint, CancellationToken cancellationToken) => session.Execute(
        """
        update webhook_endpoints
        set url = @Url, description = @Description, event_types = @EventTypes, is_active = @IsActive,
            disabled_reason = @DisabledReason, disabled_at = @DisabledAt, failing_since = @FailingSince,
            failures_in_row = @FailuresInRow, circuit_open_until = @CircuitOpenUntil, circuit_opened_times = @CircuitOpenedTimes,
            max_concurrency = @MaxConcurrency, secret = @Secret, previous_secret = @PreviousSecret,
            previous_secret_until = @PreviousSecretUntil, updated_at = @UpdatedAt, row_version = @RowVersion
        where id = @Id
        """, EndpointRow.Of(endpoint), cancellationToken);

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from webhook_endpoints where id = @id", new { id }, cancellationToken);

    // What is under way stays: its worker ends it, and sees that the endpoint is off.
    public Task FailWaiting(Guid endpointId, CancellationToken cancellationToken) => session.Execute(
        """
        update webhook_deliveries
        set status = 'failed', error = @Error, next_attempt_at = null, leased_until = null, updated_at = @Now, completed_at = @Now
        where endpoint_id = @endpointId and status = 'pending' and (leased_until is null or leased_until <= @Now)
        """, new { endpointId, Error = WebhookDelivery.EndpointDisabled, Now = time.Now() }, cancellationToken);

    public async Task<WebhookDelivery?> FindDelivery(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<DeliveryRow>(
            $"select {DeliveryRow.Columns} from webhook_deliveries d where d.org_id = @orgId and d.id = @id", new { orgId, id }, cancellationToken);
        return row?.ToDelivery();
    }

    public async Task SaveDelivery(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        await session.Execute(
            """
            update webhook_deliveries
            set status = @Status, attempts_before = attempts, error = @Error, next_attempt_at = @NextAttemptAt,
                updated_at = @UpdatedAt, completed_at = @CompletedAt
            where id = @Id
            """,
            new { delivery.Id, Status = EnumText.Of(delivery.Status), delivery.Error, delivery.NextAttemptAt, delivery.UpdatedAt, delivery.CompletedAt },
            cancellationToken);
        session.AfterCommit(bell.Ring);
    }

    public async Task<int> StartFailedAgain(Guid endpointId, DateTimeOffset since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var count = await session.Execute(
            """
            update webhook_deliveries
            set status = 'pending', attempts_before = attempts, error = null, next_attempt_at = @Now, updated_at = @Now, completed_at = null
            where endpoint_id = @endpointId and status = 'failed' and created_at >= @since and (@until::timestamptz is null or created_at < @until)
            """, new { endpointId, since, until, Now = time.Now() }, cancellationToken);
        session.AfterCommit(bell.Ring);
        return count;
    }

    public Task<int> RemoveDeliveries(DateTimeOffset before, int limit, CancellationToken cancellationToken) => session.Execute(
        """
        delete from webhook_deliveries
        where id in (select id from webhook_deliveries where created_at < @before limit @limit)
        """, new { before, limit }, cancellationToken);
}
