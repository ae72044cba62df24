using System.Text.Json;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Payloads;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Payloads;

internal sealed class PayloadQueries(NpgsqlDataSource database) : IPayloadQueries
{
    public async Task<IReadOnlyList<PayloadView>> List(string orgId, Guid eventId, CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            """
            select id, stage, original_size, compressed_size, created_at, contains_media, contains_base64, deleted_at
            from event_payloads
            where org_id = @orgId and event_id = @eventId
            order by created_at, id
            """, new { orgId, eventId }, cancellationToken);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<OpenPayloadView?> Open(string orgId, Guid eventId, PayloadStage stage, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<OpenRow>(
            """
            select id, stage, original_size, compressed_size, created_at, contains_media, contains_base64, deleted_at, deleted_by, delete_reason, body
            from event_payloads
            where org_id = @orgId and event_id = @eventId and stage = @Stage
            order by deleted_at is not null, created_at desc, id desc
            limit 1
            """, new { orgId, eventId, Stage = EnumText.Of(stage) }, cancellationToken);
        return row?.ToOpenView();
    }

    public async Task<PayloadStats> Stats(string orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<(string EventType, string Stage, long Count, long Bytes)>(
            """
            select event_type, kind, sum(count)::bigint, sum(bytes)::bigint
            from (
                select event_type, kind, count, bytes from processing_figures where org_id = @orgId and subject = 'payloads'
                union all
                select event_type, kind, count, bytes from processing_differences where org_id = @orgId and subject = 'payloads') change
            group by event_type, kind
            having sum(count) <> 0
            order by event_type, kind
            """, new { orgId }, cancellationToken);

        return new(
            rows.Sum(row => row.Count), rows.Sum(row => row.Bytes),
            rows.GroupBy(row => row.Stage).ToDictionary(group => group.Key, Sum), rows.GroupBy(row => row.EventType).ToDictionary(group => group.Key, Sum));

        static PayloadCount Sum(IEnumerable<(string EventType, string Stage, long Count, long Bytes)> some) =>
            new(some.Sum(row => row.Count), some.Sum(row => row.Bytes));
    }

    public Task<IReadOnlyList<PayloadConfig>> Configs(string orgId, CancellationToken cancellationToken) =>
        database.List<PayloadConfig>(ConfigSql.Select, new { orgId }, cancellationToken);

    private record Row
    {
        public Guid Id { get; init; }
        public string Stage { get; init; } = "";
        public int OriginalSize { get; init; }
        public int CompressedSize { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public bool ContainsMedia { get; init; }
        public bool ContainsBase64 { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }

        public PayloadView ToView() => new(
            Id, EnumText.Parse<PayloadStage>(Stage), OriginalSize, CompressedSize, CreatedAt, ContainsMedia, ContainsBase64, DeletedAt);
    }

    private sealed record OpenRow : Row
    {
        public string? DeletedBy { get; init; }
        public string? DeleteReason { get; init; }
        public byte[]? Body { get; init; }

        public OpenPayloadView ToOpenView() => new(
            Id, EnumText.Parse<PayloadStage>(Stage), OriginalSize, CompressedSize, CreatedAt, ContainsMedia, ContainsBase64, DeletedAt, DeletedBy,
            DeleteReason, Body is null ? null : Read(CompressedText.Read(Body)));

        private static JsonElement Read(string text)
        {
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(text);
            }
            catch (JsonException)
            {
                return JsonSerializer.SerializeToElement(text);
            }
        }
    }
}
