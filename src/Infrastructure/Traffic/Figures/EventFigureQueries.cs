using System.Data;
using Hivemind.Application.Traffic.Figures;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Traffic.Automations;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Figures;

internal sealed class EventFigureQueries(FigureDatabase database) : IEventFigureQueries
{
    public async Task<IReadOnlyList<EventFigures>> Read(
        string orgId, Guid? instanceId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await Read(connection, orgId, instanceId, requests, cancellationToken);
    }

    public async Task<TrafficSnapshot> Glance(string orgId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await Glance(connection, orgId, requests, cancellationToken);
    }

    public async Task<TrafficOverview> Overview(
        string orgId, DateTimeOffset now, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return new(
            await Glance(connection, orgId, requests, cancellationToken),
            await AutomationQueries.Metrics(connection, orgId, now, cancellationToken));
    }

    private static async Task<TrafficSnapshot> Glance(
        NpgsqlConnection connection, string orgId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken)
    {
        var events = await Read(connection, orgId, null, requests, cancellationToken);
        var kinds = await connection.List<Kept>(
            """
            select subject, kind, sum(count)::bigint as count, sum(bytes)::bigint as bytes
            from (
                select subject, kind, count, bytes from processing_figures where org_id = @orgId
                union all
                select subject, kind, count, bytes from processing_differences where org_id = @orgId
            ) as kept
            group by subject, kind
            """, new { orgId }, cancellationToken);
        var instances = await connection.List<ChannelRow>(
            "select channel, count(*) as total, count(*) filter (where is_connected) as connected from instances where org_id = @orgId group by channel order by channel",
            new { orgId }, cancellationToken);

        var payloads = kinds.Where(row => row.Subject == "payloads").ToList();
        return new(
            events, kinds.Where(row => row.Subject == "dead_letters").ToDictionary(row => row.Kind, row => row.Count),
            new(payloads.Sum(row => row.Count), payloads.Sum(row => row.Bytes)),
            new(instances.Sum(row => row.Total), instances.Sum(row => row.Connected), instances.ToDictionary(row => row.Channel, row => row.Total)));
    }

    private static async Task<IReadOnlyList<EventFigures>> Read(
        NpgsqlConnection connection, string orgId, Guid? instanceId, IReadOnlyList<FigureRequest> requests, CancellationToken cancellationToken)
    {
        var rows = (await connection.List<Row>(instanceId is null ? FigureSql.Read : FigureSql.ReadOfInstance, FigureParameters.Of(orgId, instanceId, requests), cancellationToken))
            .ToLookup(row => row.Place, row => new Figure(row.Dimension, row.Bucket, row.Key, row.N, row.TotalMs));
        return [.. requests.Select((_, place) => new EventFigures([.. rows[place]]))];
    }

    private sealed record Row(int Place, string Dimension, DateTimeOffset? Bucket, string Key, long N, long TotalMs);

    private sealed record Kept(string Subject, string Kind, long Count, long Bytes);

    private sealed record ChannelRow(string Channel, long Total, long Connected);
}
