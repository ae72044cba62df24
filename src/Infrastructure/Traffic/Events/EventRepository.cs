using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Events;

internal sealed class EventRepository(DbSession session) : IEventRepository
{
    public async Task<IReadOnlyDictionary<Guid, Guid>> Add(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        var known = await Claim(events, cancellationToken);
        var fresh = events.Where(one => !known.ContainsKey(one.Id)).ToList();
        if (fresh.Count > 0)
            await session.Execute(Insert, EventColumns.Of(fresh), cancellationToken);

        return known;
    }

    /// <summary>Takes the fingerprints. Of two transactions with the same one the second waits for the first, and then finds its event.</summary>
    private async Task<IReadOnlyDictionary<Guid, Guid>> Claim(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        var named = events
            .Select(one => new Named(one, EventFingerprint.Of(one) ?? Guid.Empty))
            .Where(one => one.Event.ExternalId is not null)
            .ToList();
        if (named.Count == 0)
            return new Dictionary<Guid, Guid>();

        var firsts = named.DistinctBy(one => (one.Event.OrgId, one.Fingerprint)).ToList();
        var parameters = new
        {
            OrgIds = firsts.Select(one => one.Event.OrgId).ToArray(),
            Fingerprints = firsts.Select(one => one.Fingerprint).ToArray(),
            Ids = firsts.Select(one => one.Event.Id).ToArray(),
        };

        // In one order, so that two batches with the same events cannot wait for each other.
        await session.Execute(
            """
            insert into event_keys (org_id, fingerprint, event_id)
            select org_id, fingerprint, id
            from unnest(@OrgIds, @Fingerprints, @Ids) as one (org_id, fingerprint, id)
            order by org_id, fingerprint
            on conflict do nothing
            """, parameters, cancellationToken);
        var owners = await session.List<(string OrgId, Guid Fingerprint, Guid EventId)>(
            """
            select k.org_id, k.fingerprint, k.event_id
            from unnest(@OrgIds, @Fingerprints) as one (org_id, fingerprint)
            join event_keys k on k.org_id = one.org_id and k.fingerprint = one.fingerprint
            """, parameters, cancellationToken);

        var owner = owners.ToDictionary(row => (row.OrgId, row.Fingerprint), row => row.EventId);
        return named
            .Select(one => (one.Event.Id, First: owner[(one.Event.OrgId, one.Fingerprint)]))
            .Where(one => one.Id != one.First)
            .ToDictionary(one => one.Id, one => one.First);
    }

    public async Task<IReadOnlyDictionary<Guid, RecordedEvent>> Find(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, RecordedEvent>();

        var rows = await session.List<EventRow>(
            $"select {EventRow.Columns} from events where id = any(@Ids)", new { Ids = ids.Distinct().ToArray() }, cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.ToEvent());
    }

    public async Task<IReadOnlyDictionary<(string OrgId, Guid InstanceId), string>> ChannelsOf(
        IReadOnlyList<(string OrgId, Guid InstanceId)> instances, CancellationToken cancellationToken)
    {
        if (instances.Count == 0)
            return new Dictionary<(string, Guid), string>();

        var rows = await session.List<(string OrgId, Guid Id, string Channel)>(
            """
            select i.org_id, i.id, i.channel
            from unnest(@OrgIds, @Ids) as one (org_id, id)
            join instances i on i.org_id = one.org_id and i.id = one.id
            """,
            new { OrgIds = instances.Select(one => one.OrgId).ToArray(), Ids = instances.Select(one => one.InstanceId).ToArray() }, cancellationToken);
        return rows.ToDictionary(row => (row.OrgId, row.Id), row => row.Channel);
    }

    private sealed record Named(RecordedEvent Event, Guid Fingerprint);

    private const string Insert =
        """
        insert into events (id, org_id, external_id, channel, instance_id, person_id, platform_identity_id, event_type, direction,
            content_type, text_content, transcription, image_description, document_extraction, media_url, media_mime_type,
            media_size_bytes, media_duration_ms, reply_to, chat_id, canonical_chat_id, error_message, error_stage, received_at, delivered_at, read_at, raw_payload,
            agent_request, agent_response, metadata, correlation_id, causation_depth, caused_by_event_id, created_at)
        select id, org_id, external_id, channel, instance_id, person_id, platform_identity_id, event_type, direction,
            content_type, text_content, transcription, image_description, document_extraction, media_url, media_mime_type,
            media_size_bytes, media_duration_ms, reply_to, chat_id, canonical_chat_id, error_message, error_stage, received_at, delivered_at, read_at, raw_payload::json,
            agent_request::json, agent_response::json, metadata::json, correlation_id, causation_depth, caused_by_event_id, created_at
        from unnest(@Id, @OrgId, @ExternalId, @Channel, @InstanceId, @PersonId, @PlatformIdentityId, @EventType, @Direction,
            @ContentType, @TextContent, @Transcription, @ImageDescription, @DocumentExtraction, @MediaUrl, @MediaMimeType,
            @MediaSizeBytes, @MediaDurationMs, @ReplyTo, @ChatId, @CanonicalChatId, @ErrorMessage, @ErrorStage, @ReceivedAt, @DeliveredAt, @ReadAt, @RawPayload,
            @AgentRequest, @AgentResponse, @Metadata, @CorrelationId, @CausationDepth, @CausedByEventId, @CreatedAt)
            as one (id, org_id, external_id, channel, instance_id, person_id, platform_identity_id, event_type, direction,
            content_type, text_content, transcription, image_description, document_extraction, media_url, media_mime_type,
            media_size_bytes, media_duration_ms, reply_to, chat_id, canonical_chat_id, error_message, error_stage, received_at, delivered_at, read_at, raw_payload,
            agent_request, agent_response, metadata, correlation_id, causation_depth, caused_by_event_id, created_at)
        """;
}
