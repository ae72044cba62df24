using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Live;

internal sealed class LiveLog(DbSession session, Doorbell doorbell, TimeProvider time) : ILiveLog
{
    private const int MaxPayloadBytes = 8192;

    public async Task Append(IReadOnlyList<LiveMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
            return;

        await session.Execute(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select org_id, is_public, topic, name, payload, @Now
            from unnest(@OrgIds, @ArePublic, @Topics, @Names, @Payloads) with ordinality as one (org_id, is_public, topic, name, payload, place)
            order by place
            """,
            new
            {
                OrgIds = messages.Select(message => message.OrgId).ToArray(),
                ArePublic = messages.Select(message => message.IsPublic).ToArray(),
                Topics = messages.Select(message => message.Topic).ToArray(),
                Names = messages.Select(message => message.Name).ToArray(),
                Payloads = messages.Select(Payload).ToArray(),
                Now = time.Now(),
            }, cancellationToken);
        session.AfterCommit(doorbell.Ring);
    }

    public async Task Append(LiveMessage message, CancellationToken cancellationToken)
    {
        var payload = Payload(message);
        await session.Execute(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values (@OrgId, @IsPublic, @Topic, @Name, @payload, @Now)
            """, new { message.OrgId, message.IsPublic, message.Topic, message.Name, payload, Now = time.Now() }, cancellationToken);

        session.AfterCommit(message.Topic == Topic.Knowledge ? () => doorbell.RingKnowledge(payload) : doorbell.Ring);
    }

    private static string Payload(LiveMessage message)
    {
        var payload = WireJson.Write(message.Payload);
        return Encoding.UTF8.GetByteCount(payload) <= MaxPayloadBytes
            ? payload
            : throw new ArgumentException($"The payload of {message.Name} is larger than 8 KB.", nameof(message));
    }
}
