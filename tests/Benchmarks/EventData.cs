using Dapper;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Events for measuring: of every kind, spread over thirty days.</summary>
internal static class EventData
{
    private const int Step = 100_000;

    /// <summary>Adds events in steps, each recorded when it was received, with its figures; the last are as young as the clock.</summary>
    public static async Task Fill(NpgsqlConnection connection, string orgId, int count, TextWriter progress)
    {
        var instances = await connection.ExecuteScalarAsync<Guid[]>("select array_agg(gen_random_uuid()) from generate_series(1, 5)") ?? [];
        for (var done = 0; done < count; done += Step)
        {
            await connection.ExecuteAsync(
                """
                insert into events (id, org_id, channel, event_type, direction, content_type, instance_id, status, error_stage, received_at, created_at,
                    processed_at, processing_time_ms, total_latency_ms, agent_latency_ms, text_content, chat_id)
                select (left(event_id_from(at)::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid, @orgId, (array['slack', 'discord', 'telegram'])[1 + i % 3], (array['message.received', 'message.sent'])[1 + i % 2],
                    (array['inbound', 'outbound'])[1 + i % 2], (array['text', 'text', 'image', null])[1 + i % 4], @instances[1 + i % 5],
                    case when i % 50 = 0 then 'failed' else 'completed' end, case when i % 50 = 0 then 'handler-' || i % 3 end,
                    at, at, at, 1 + i * 37 % 2000, 1 + i * 37 % 2000,
                    case when i % 4 = 0 then i % 900 end, 'message number ' || i, 'chat-' || i % 1000
                from (select i, now() - interval '30 days' * (1 - i / @count::double precision) as at from generate_series(@from, @to) as i) as one
                """, new { orgId, instances, count, from = done + 1, to = Math.Min(done + Step, count) }, commandTimeout: 600);
            await progress.WriteLineAsync($"event-figures: {Math.Min(done + Step, count)} of {count} events");
        }

        await connection.ExecuteAsync("vacuum analyze events", commandTimeout: 600);
    }
}
