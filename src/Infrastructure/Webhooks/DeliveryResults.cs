using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>An attempt that was made and is not stored yet.</summary>
internal sealed record FinishedAttempt(ClaimedDelivery Claim, AttemptResult Result);

/// <summary>Stores what came of many attempts in one transaction: deliveries, attempts, and what they say about the endpoints.</summary>
internal sealed class DeliveryResults(
    DbSession session, WebhookEndpointRepository repository, EventRecorder events, IAuditLog audit, CallContext call, TimeProvider time)
{
    public async Task Store(IReadOnlyList<FinishedAttempt> finished, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var stored = (await repository.FindAll([.. finished.Select(attempt => attempt.Claim.Delivery.EndpointId).Distinct()], cancellationToken))
            .ToDictionary(endpoint => endpoint.Id);
        var current = new Dictionary<Guid, WebhookEndpoint>(stored);
        List<(FinishedAttempt Attempt, WebhookDelivery Delivery)> deliveries = [];

        // An endpoint deleted meanwhile took its deliveries with it.
        foreach (var attempt in finished.Where(attempt => stored.ContainsKey(attempt.Claim.Delivery.EndpointId)))
        {
            var endpoint = current[attempt.Claim.Delivery.EndpointId].After(attempt.Result, now);
            current[endpoint.Id] = endpoint;
            deliveries.Add((attempt, attempt.Claim.Delivery.After(attempt.Result, endpoint.IsActive, Random.Shared.NextDouble(), now)));
        }

        await Write(deliveries, now, cancellationToken);
        foreach (var endpoint in current.Values)
            await Save(stored[endpoint.Id], endpoint, now, cancellationToken);

        await session.Commit(cancellationToken);
        foreach (var (_, delivery) in deliveries)
            WebhookMetrics.Count(delivery.Status);
    }

    private async Task Save(WebhookEndpoint before, WebhookEndpoint after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (after == before)
            return;

        if (after.LooksLike(before))
            await repository.Write(after, cancellationToken);
        else
            await repository.Save(after with { UpdatedAt = now }, cancellationToken);

        if (before.IsActive && !after.IsActive)
            await Disabled(after, cancellationToken);
    }

    private async Task Disabled(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        await repository.FailWaiting(endpoint.Id, cancellationToken);

        call.Principal = new Principal { OrgId = endpoint.OrgId, AgentId = "system", Role = OrgRole.Admin, Tier = Tier.Enterprise };
        await audit.Write("webhook_endpoint.disabled", "webhook_endpoint", $"{endpoint.Id}",
            new { Host = new Uri(endpoint.Url).Host, Reason = endpoint.DisabledReason }, cancellationToken);
        await events.Record(
            new NewEvent(endpoint.OrgId, "system.webhook_endpoint.disabled", "system")
            {
                RawPayload = JsonSerializer.SerializeToElement(new DisabledEndpoint(endpoint.Id, endpoint.Url, endpoint.DisabledReason), WireJson.Options),
            }, cancellationToken);
    }

    [CamelCase]
    private sealed record DisabledEndpoint(Guid EndpointId, string Url, DisabledReason? Reason);

    // A row whose lease is no longer ours belongs to another worker: it is left alone, and so is its attempt.
    private Task<int> Write(List<(FinishedAttempt Attempt, WebhookDelivery Delivery)> deliveries, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with result as (
                select *
                from unnest(@Ids, @Leases, @Statuses, @Codes::int[], @Errors, @Nexts, @Starts, @Durations, @Excerpts, @AttemptErrors)
                    as result (id, leased_until, status, response_code, error, next_attempt_at, started_at, duration_ms, excerpt, attempt_error)
            ), stored as (
                update webhook_deliveries d
                set status = result.status, attempts = d.attempts + 1, response_code = result.response_code, error = result.error,
                    next_attempt_at = result.next_attempt_at, leased_until = null, updated_at = @now,
                    completed_at = case when result.status <> 'pending' then @now end
                from result
                where d.id = result.id and d.leased_until = result.leased_until
                returning d.id, d.attempts
            )
            insert into webhook_attempts (delivery_id, attempt, started_at, duration_ms, response_code, response_excerpt, error)
            select stored.id, stored.attempts, result.started_at, result.duration_ms, result.response_code, result.excerpt, result.attempt_error
            from stored
            join result on result.id = stored.id
            """,
            new
            {
                now,
                Ids = deliveries.Select(one => one.Delivery.Id).ToArray(),
                Leases = deliveries.Select(one => one.Attempt.Claim.LeasedUntil).ToArray(),
                Statuses = deliveries.Select(one => EnumText.Of(one.Delivery.Status)).ToArray(),
                Codes = deliveries.Select(one => one.Delivery.ResponseCode).ToArray(),
                Errors = deliveries.Select(one => one.Delivery.Error).ToArray(),
                Nexts = deliveries.Select(one => one.Delivery.NextAttemptAt).ToArray(),
                Starts = deliveries.Select(one => one.Attempt.Result.StartedAt).ToArray(),
                Durations = deliveries.Select(one => one.Attempt.Result.DurationMs).ToArray(),
                Excerpts = deliveries.Select(one => one.Attempt.Result.ResponseExcerpt).ToArray(),
                AttemptErrors = deliveries.Select(one => one.Attempt.Result.Error).ToArray(),
            }, cancellationToken);
}
