using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

internal sealed class WebhookSourceQueries(NpgsqlDataSource database) : IWebhookSourceQueries
{
    private const string EventColumns =
        """
        id, org_id, source_id, provider, event_type, delivery_id, matched_command, task_id, hivemind_event_id, outcome, reason, created_at
        """;

    public async Task<CountedSource?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<SourceRow>(
            $"select {SourceRow.Columns}, {SourceRow.Counts} where s.org_id = @orgId and s.id = @id", new { orgId, id }, cancellationToken);
        return row?.ToCounted();
    }

    public async Task<(IReadOnlyList<CountedSource> Sources, long Total)> List(
        string orgId, WebhookProvider? provider, bool? enabled, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            Provider = provider is { } one ? EnumText.Of(one) : null,
            enabled,
            page.Take,
            page.Offset,
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
        };
        const string filter =
            """
            s.org_id = @orgId and (@Provider::text is null or s.provider = @Provider) and (@enabled::boolean is null or s.enabled = @enabled)
            """;

        var total = await database.FindOne<long>($"select count(*) from webhook_sources s where {filter}", parameters, cancellationToken);
        var rows = await database.List<SourceRow>(
            $"""
            select {SourceRow.Columns}, {SourceRow.Counts}
            where {filter} and (@AfterTime::timestamptz is null or (s.created_at, s.id) < (@AfterTime, @AfterId))
            order by s.created_at desc, s.id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);
        return ([.. rows.Select(row => row.ToCounted())], total);
    }

    public async Task<IReadOnlyList<CountedSource>> All(string orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<SourceRow>(
            $"select {SourceRow.Columns}, {SourceRow.Counts} where s.org_id = @orgId order by s.name", new { orgId }, cancellationToken);
        return [.. rows.Select(row => row.ToCounted())];
    }

    public async Task<(IReadOnlyList<WebhookEventView> Events, long Total)> ListEvents(
        string orgId, Guid? sourceId, WebhookOutcome? outcome, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            sourceId,
            Outcome = outcome is { } one ? EnumText.Of(one) : null,
            page.Take,
            page.Offset,
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
        };
        const string filter =
            """
            org_id = @orgId and (@sourceId::uuid is null or source_id = @sourceId) and (@Outcome::text is null or outcome = @Outcome)
            """;

        var total = await database.FindOne<long>($"select count(*) from webhook_events where {filter}", parameters, cancellationToken);
        var rows = await database.List<ReceiptRow>(
            $"""
            select {EventColumns}
            from webhook_events
            where {filter} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);
        return ([.. rows.Select(View)], total);
    }

    public async Task<WebhookEventView?> FindEvent(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<ReceiptRow>(
            $"select {EventColumns}, payload from webhook_events where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row is null ? null : View(row);
    }

    private static WebhookEventView View(ReceiptRow row)
    {
        var outcome = EnumText.Parse<WebhookOutcome>(row.Outcome);
        return new(
            row.Id, row.SourceId, EnumText.Parse<WebhookProvider>(row.Provider), row.EventType, row.DeliveryId, row.MatchedCommand, row.TaskId,
            row.HivemindEventId, outcome, row.Reason, outcome is not WebhookOutcome.Rejected, row.CreatedAt,
            row.Payload is null ? null : JsonElement.Parse(row.Payload));
    }
}
