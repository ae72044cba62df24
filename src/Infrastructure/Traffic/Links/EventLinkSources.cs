using Hivemind.Application.Traffic.Links;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Links;

/// <summary>The event that caused one, and those that it caused.</summary>
internal sealed class CausedEvents(NpgsqlDataSource database) : IEventLinkSource, IEventExistence
{
    public Task<bool> Exists(string orgId, Guid eventId, CancellationToken cancellationToken) => database.FindOne<bool>(
        "select exists (select from events where id = @eventId and org_id = @orgId)", new { orgId, eventId }, cancellationToken);

    public Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken) =>
        database.List<EventLink>(
            direction is LinkDirection.Causes
                ? """
                  select 'event' as kind, cause.id, cause.event_type as label, cause.status, cause.received_at as at, null::uuid as parent_id
                  from events e
                  join events cause on cause.id = e.caused_by_event_id and cause.org_id = e.org_id
                  where e.id = @eventId and e.org_id = @orgId
                  """
                : """
                  select 'event' as kind, id, event_type as label, status, received_at as at, null::uuid as parent_id
                  from events
                  where caused_by_event_id = @eventId and org_id = @orgId
                  order by received_at desc, id desc
                  limit 100
                  """, new { orgId, eventId }, cancellationToken);
}

/// <summary>The dead letters that handlers of an event left.</summary>
internal sealed class LettersOfEvents(NpgsqlDataSource database) : IEventLinkSource
{
    public async Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken) =>
        direction is LinkDirection.Causes ? [] : await database.List<EventLink>(
            """
            select 'dead_letter' as kind, id, handler as label, status, created_at as at, null::uuid as parent_id
            from dead_letters
            where event_id = @eventId and org_id = @orgId
            """, new { orgId, eventId }, cancellationToken);
}

/// <summary>The runs that an event led to.</summary>
internal sealed class TasksOfEvents(NpgsqlDataSource database) : IEventLinkSource
{
    public async Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken) =>
        direction is LinkDirection.Causes ? [] : await database.List<EventLink>(
            """
            select 'task' as kind, id, title as label, status, created_at as at, null::uuid as parent_id
            from tasks
            where caused_by_event_id = @eventId and org_id = @orgId and deleted_at is null
            order by created_at desc
            limit 100
            """, new { orgId, eventId }, cancellationToken);
}

/// <summary>The received webhook that an event was recorded for.</summary>
internal sealed class WebhooksOfEvents(NpgsqlDataSource database) : IEventLinkSource
{
    public async Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken) =>
        direction is LinkDirection.Effects ? [] : await database.List<EventLink>(
            """
            select 'webhook_event' as kind, id, provider || coalesce(' ' || event_type, '') as label, outcome as status, created_at as at, source_id as parent_id
            from webhook_events
            where hivemind_event_id = @eventId and org_id = @orgId
            """, new { orgId, eventId }, cancellationToken);
}

/// <summary>What automations did with an event.</summary>
internal sealed class AutomationsOfEvents(NpgsqlDataSource database) : IEventLinkSource
{
    public async Task<IReadOnlyList<EventLink>> Find(string orgId, Guid eventId, LinkDirection direction, CancellationToken cancellationToken) =>
        direction is LinkDirection.Causes ? [] : await database.List<EventLink>(
            """
            select 'automation_log' as kind, log.id, automation.name as label, log.status, log.created_at as at, log.automation_id as parent_id
            from automation_logs log
            join automations automation on automation.id = log.automation_id
            where log.event_id = @eventId and log.org_id = @orgId
            order by log.created_at desc
            limit 100
            """, new { orgId, eventId }, cancellationToken);
}
