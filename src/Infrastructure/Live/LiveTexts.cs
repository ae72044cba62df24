using System.Text.Json;
using System.Text.Json.Nodes;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Live;

/// <summary>Completes rows of ids by the texts that their tables hold now: one statement for each kind in a batch, once per process.</summary>
internal sealed class LiveTexts(NpgsqlDataSource database)
{
    /// <summary>Afterwards no row of these lacks its text; one whose text is deleted is gone.</summary>
    public async Task Complete(IReadOnlyList<LiveEvent> rows, CancellationToken cancellationToken)
    {
        foreach (var kind in rows.GroupBy(row => row.Name))
        {
            var ids = kind.Select(row => (Row: row, Ids: RowIds.Of(row.Payload))).ToList();
            await (kind.Key switch
            {
                LiveText.TaskOutput => CompleteOutput(ids, cancellationToken),
                LiveText.TaskInput or LiveText.TaskStatus => CompleteTasks(ids, cancellationToken),
                _ => CompleteMessages(ids, cancellationToken),
            });
        }
    }

    /// <summary>Stored output of a task as its messages, by number; as many as fit into about a megabyte.</summary>
    public async Task<IReadOnlyList<StoredOutput>> ListOutput(Guid taskId, int after, int upTo, CancellationToken cancellationToken)
    {
        var chunks = await database.List<ChunkRow>(
            """
            select 0 as number, seq, content, created_at
            from task_output_chunks
            where task_id = @taskId and seq > @after and seq <= @upTo
            order by seq
            limit 64
            """, new { taskId, after, upTo }, cancellationToken);

        return [.. chunks.Select(chunk => new StoredOutput(chunk.Seq, Output(taskId, chunk)))];
    }

    /// <summary>The message of a task's state, with the result once it has ended.</summary>
    public static string Status(Guid taskId, string status, string? result) =>
        WireJson.Write(new StatusPayload(taskId, Topic.Task(taskId), status, result));

    private async Task CompleteOutput(List<(LiveEvent Row, RowIds Ids)> rows, CancellationToken cancellationToken)
    {
        var found = await database.List<ChunkRow>(
            """
            select wanted.number::int as number, chunk.seq, chunk.content, chunk.created_at
            from unnest(@TaskIds, @Seqs) with ordinality as wanted (task_id, seq, number)
            join task_output_chunks chunk on chunk.task_id = wanted.task_id and chunk.seq = wanted.seq
            """,
            new { TaskIds = rows.Select(row => row.Ids.TaskId).ToArray(), Seqs = rows.Select(row => row.Ids.Seq).ToArray() }, cancellationToken);

        var texts = found.ToDictionary(chunk => chunk.Number, chunk => new LiveText(Output(rows[chunk.Number - 1].Ids.TaskId, chunk)));
        for (var index = 0; index < rows.Count; index++)
            rows[index].Row.Complete(texts.GetValueOrDefault(index + 1, LiveText.Gone));
    }

    private async Task CompleteTasks(List<(LiveEvent Row, RowIds Ids)> rows, CancellationToken cancellationToken)
    {
        var found = await database.List<TaskRow>(
            "select id, result, last_input from tasks where id = any(@Ids)",
            new { Ids = rows.Select(row => row.Ids.TaskId).Distinct().ToArray() }, cancellationToken);

        var tasks = found.ToDictionary(task => task.Id);
        foreach (var (row, ids) in rows)
        {
            var task = tasks.GetValueOrDefault(ids.TaskId);
            row.Complete(
                row.Name == LiveText.TaskStatus ? new(WithResult(row.Payload, task?.Result))
                : task?.LastInput is { } input ? new(WireJson.Write(new InputPayload(ids.TaskId, input, row.CreatedAt)))
                : LiveText.Gone);
        }
    }

    private async Task CompleteMessages(List<(LiveEvent Row, RowIds Ids)> rows, CancellationToken cancellationToken)
    {
        var found = await database.List<MessageRow>(
            """
            select message.id, message.conversation_id, message.role, message.sender_id, message.content, message.task_id, message.created_at,
                conversation.kind, conversation.initiated_task_id,
                case conversation.kind
                    when 'task' then array(
                        select case party.type when 'user' then 'user:' || party.id else party.id end
                        from tasks
                        cross join lateral (values (owner_type, owner_id), (assignee_type, assignee_id)) as party (type, id)
                        where tasks.id = conversation.initiated_task_id and party.id is not null)
                    else array(select actor_id from conversation_participants where conversation_id = conversation.id)
                end as actors
            from messages message
            join conversations conversation on conversation.id = message.conversation_id
            where message.id = any(@Ids)
            """, new { Ids = rows.Select(row => row.Ids.MessageId).Distinct().ToArray() }, cancellationToken);

        var messages = found.ToDictionary(message => message.Id);
        foreach (var (row, ids) in rows)
            row.Complete(messages.TryGetValue(ids.MessageId, out var message) ? message.ToText(row.Name) : LiveText.Gone);
    }

    private static string WithResult(string payload, string? result)
    {
        var status = JsonNode.Parse(payload)?.AsObject() ?? [];
        status["result"] = result;
        return status.ToJsonString(WireJson.Options);
    }

    private static string Output(Guid taskId, ChunkRow chunk) =>
        WireJson.Write(new OutputPayload(taskId, Topic.Task(taskId), chunk.Seq, chunk.Content, chunk.CreatedAt));

    private sealed record RowIds(Guid TaskId, int Seq, Guid MessageId)
    {
        // What a row does not say is not found: a row that is no good must not hold up those behind it.
        public static RowIds Of(string payload)
        {
            using var json = JsonDocument.Parse(payload);
            return new(IdOf(json.RootElement, "task_id"), SeqOf(json.RootElement), IdOf(json.RootElement, "message_id"));
        }

        private static Guid IdOf(JsonElement row, string name) =>
            row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id) ? id : default;

        private static int SeqOf(JsonElement row) =>
            row.TryGetProperty("seq", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var seq) ? seq : 0;
    }

    private sealed record OutputPayload(Guid TaskId, string Channel, int Seq, string Output, DateTimeOffset Timestamp);

    private sealed record StatusPayload(Guid TaskId, string Channel, string Status, string? Result);

    private sealed record InputPayload(Guid TaskId, string Input, DateTimeOffset Timestamp);

    private sealed record ChunkRow(int Number, int Seq, string Content, DateTimeOffset CreatedAt);

    private sealed record TaskRow(Guid Id, string? Result, string? LastInput);
}

/// <summary>A stored piece of output as its message.</summary>
internal sealed record StoredOutput(int Seq, string Payload);
