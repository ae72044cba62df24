using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.FunctionalTests.Live;

/// <summary>A run and what its worker does to it, written as the commands write it.</summary>
internal sealed record LiveRun(TestServer Server, string OrgId, Guid Id, string OwnerId)
{
    public string Channel => Topic.Task(Id);

    public static async Task<LiveRun> Start(Organisation organisation, string ownerId = "owner")
    {
        var run = new LiveRun(organisation.Server, organisation.Id, Guid.CreateVersion7(), ownerId);
        await using var connection = await run.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into tasks (id, org_id, kind, title, status, owner_type, owner_id, created_at, started_at, updated_at, input_message, source)
            values (@Id, @OrgId, 'run', 'Run', 'running', 'agent', @OwnerId, now(), now(), now(), 'Do it.', 'api')
            """, run);
        return run;
    }

    /// <summary>Writes pieces of output, several in one transaction.</summary>
    public async Task Output(int fromSeq, params string[] pieces)
    {
        await using var connection = await Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with numbered as (
                select @fromSeq + number::int - 1 as seq, content
                from unnest(@pieces) with ordinality as piece (content, number)
            ), stored as (
                insert into task_output_chunks (task_id, seq, content, created_at)
                select @Id, seq, content, now() from numbered
            ), counted as (
                update tasks set output_seq = @fromSeq + @Count - 1 where id = @Id
            )
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select @OrgId, false, @Channel, 'task_output', json_build_object('task_id', @Id, 'seq', seq)::text, now()
            from numbered
            order by seq
            """, new { fromSeq, pieces, Count = pieces.Length, Id, OrgId, Channel });
        await LiveRows.Ring(connection);
    }

    public async Task Finish(string? result = "done", string status = "completed")
    {
        await using var connection = await Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with ended as (
                update tasks set status = @status, result = @result, completed_at = now() where id = @Id
            )
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values (@OrgId, false, @Channel, 'task_status', @Payload, now())
            """,
            new { status, result, Id, OrgId, Channel, Payload = WireJson.Write(new { TaskId = Id, Channel, Status = status }) });
        await LiveRows.Ring(connection);
    }
}
