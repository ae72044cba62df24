using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Live;

internal sealed class LiveLog(DbSession session, Doorbell doorbell, TimeProvider time) : ILiveLog
{
    private const int MaxPayloadBytes = 8192;

    public async Task Append(LiveMessage message, CancellationToken cancellationToken)
    {
        var payload = WireJson.Write(message.Payload);
        if (Encoding.UTF8.GetByteCount(payload) > MaxPayloadBytes)
            throw new ArgumentException($"The payload of {message.Name} is larger than 8 KB.", nameof(message));

        await session.Execute(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values (@OrgId, @IsPublic, @Topic, @Name, @payload, @Now)
            """, new { message.OrgId, message.IsPublic, message.Topic, message.Name, payload, Now = time.Now() }, cancellationToken);

        session.AfterCommit(message.Topic == Topic.Knowledge ? () => doorbell.RingKnowledge(payload) : doorbell.Ring);
    }
}
