using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Tasks;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Tasks;

internal sealed class RunOutputStore(DbSession session) : IRunOutput
{
    public Task<WorkTask?> Find(string orgId, Guid id, CancellationToken cancellationToken) => session.FindOne<WorkTask>(
        $"""
        select id, org_id, kind, replace(status, '_', '') as status, claimed_by, lease_seconds, lease_expires_at, output_seq, output_bytes
        from tasks, {TaskSql.InTurn}
        where org_id = @orgId and id = @id and deleted_at is null
        for no key update of tasks
        """, new { orgId, id }, cancellationToken);

    public Task<string?> FindChunk(Guid runId, int seq, CancellationToken cancellationToken) => session.FindOne<string>(
        "select content from task_output_chunks where task_id = @runId and seq = @seq", new { runId, seq }, cancellationToken);

    public Task Append(WorkTask run, TaskOutputChunk chunk, CancellationToken cancellationToken) => session.Execute(
        """
        with stored as (
            insert into task_output_chunks (task_id, seq, content, created_at)
            values (@Id, @Seq, @Content, @CreatedAt)
        )
        update tasks
        set output_seq = @Seq, output_bytes = @OutputBytes, lease_expires_at = @LeaseExpiresAt
        where id = @Id
        """, new { run.Id, chunk.Seq, chunk.Content, chunk.CreatedAt, run.OutputBytes, run.LeaseExpiresAt }, cancellationToken);
}
