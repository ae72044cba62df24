using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Events;

internal sealed class EventQueries(NpgsqlDataSource database) : IEventQueries
{
    public async Task<RecordedEvent?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<EventRow>(
            $"select {EventRow.Columns} from events where id = @id and org_id = @orgId", new { orgId, id }, cancellationToken);
        return row?.ToEvent();
    }

    public async Task<IReadOnlyList<RecordedEvent>> List(string orgId, EventFilter filter, MetaPage page, CancellationToken cancellationToken)
    {
        // The condition of the search is written as the trigram index is, with its "where".
        var rows = await database.List<EventRow>(
            $"""
            select {EventRow.Columns}
            from events
            where org_id = @orgId
              and (@Channels::text[] is null or channel = any(@Channels))
              and (@Types::text[] is null or event_type = any(@Types))
              and (@ContentTypes::text[] is null or content_type = any(@ContentTypes))
              and (@InstanceId::uuid is null or instance_id = @InstanceId)
              and (@PersonId::uuid is null or person_id = @PersonId)
              and (@Direction::text is null or direction = @Direction)
              and (@Status::text is null or status = @Status)
              and (@Since::timestamptz is null or received_at >= @Since)
              and (@Until::timestamptz is null or received_at < @Until)
              and (@Pattern::text is null or (
                coalesce(text_content, '') || chr(31) || coalesce(transcription, '') || chr(31) || coalesce(image_description, '') ilike @Pattern
                and (text_content is not null or transcription is not null or image_description is not null)))
              and (@AfterTime::timestamptz is null or (received_at, id) < (@AfterTime, @AfterId))
            order by received_at desc, id desc
            limit @Take
            """,
            new
            {
                orgId,
                Channels = EventFilter.Words(filter.Channel)?.ToArray(),
                Types = EventFilter.Words(filter.EventType)?.ToArray(),
                ContentTypes = EventFilter.Words(filter.ContentType)?.ToArray(),
                filter.InstanceId,
                filter.PersonId,
                Direction = filter.Direction is { } direction ? EnumText.Of(direction) : null,
                Status = filter.Status is { } status ? EnumText.Of(status) : null,
                filter.Since,
                filter.Until,
                Pattern = string.IsNullOrEmpty(filter.Search) ? null : $"%{Escaped(filter.Search)}%",
                AfterTime = page.After?.Time,
                AfterId = page.After?.Id,
                page.Take,
            }, cancellationToken);
        return [.. rows.Select(row => row.ToEvent())];
    }

    public async Task<IReadOnlyList<RecordedEvent>> Timeline(
        string orgId, Guid personId, DateTimeOffset? since, DateTimeOffset? until, MetaPage page, CancellationToken cancellationToken)
    {
        var rows = await database.List<EventRow>(
            $"""
            select {EventRow.Columns}
            from events
            where org_id = @orgId and person_id = @personId
              and (@since::timestamptz is null or received_at >= @since)
              and (@until::timestamptz is null or received_at < @until)
              and (@AfterTime::timestamptz is null or (received_at, id) > (@AfterTime, @AfterId))
            order by received_at, id
            limit @Take
            """, new { orgId, personId, since, until, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take }, cancellationToken);
        return [.. rows.Select(row => row.ToEvent())];
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
