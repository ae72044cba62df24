using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Work.Chat;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Tasks;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Work.Conversations;

/// <summary>Speaks of conversations: begins them, says things, runs what they ask for.</summary>
internal static class Talk
{
    public static async Task<Guid> Begin(Caller caller, string title = "About bees", params string[] participants)
    {
        var body = participants.Length > 0 ? (object)new { title, kind = "direct", participants } : new { title };
        return (await caller.Post("conversations", body)).Expect(HttpStatusCode.Created).Id;
    }

    public static async Task<Answer> Say(Caller caller, Guid conversationId, string content) =>
        (await caller.Post($"conversations/{conversationId}/messages", new { content })).Expect(HttpStatusCode.Created);

    public static async Task<JsonElement> Read(Caller caller, Guid conversationId) =>
        (await caller.Get($"conversations/{conversationId}")).Expect(HttpStatusCode.OK).Json;

    public static async Task<IReadOnlyList<string>> Said(Caller caller, Guid conversationId)
    {
        var messages = (await caller.Get($"conversations/{conversationId}/messages?limit=500")).Expect(HttpStatusCode.OK).Json;
        return [.. messages.GetProperty("items").EnumerateArray().Select(message => $"{message.GetProperty("role").GetString()}: {message.GetProperty("content").GetString()}")];
    }

    /// <summary>Sends a message to an agent and says which run and which conversation that made.</summary>
    public static async Task<(Guid Run, Guid Conversation)> Chat(Caller caller, string message, Guid? conversationId = null)
    {
        var answer = (await caller.Post($"chat{(conversationId is { } id ? $"?conversation_id={id}" : "")}", new { message })).Expect(HttpStatusCode.Accepted);
        var data = answer.Json.GetProperty("data");
        return (data.GetProperty("task_id").GetGuid(), data.GetProperty("conversation_id").GetGuid());
    }

    /// <summary>A run of a flow, as webhooks and automations queue it.</summary>
    public static Task<WorkTask> Queue(Organisation organisation, string input, string? flowId = null, Guid? conversationId = null) =>
        In(organisation, async services =>
        {
            var run = await services.GetRequiredService<RunQueue>().Queue(
                new NewRun(organisation.Id, "agent", "admin", input, RunSource.Api) { FlowId = flowId, ConversationId = conversationId }, CancellationToken.None);
            await services.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
            return run;
        });

    /// <summary>Changes a task as the server does it, with all that follows.</summary>
    public static Task<WorkTask> Change(Organisation organisation, Guid taskId, Func<WorkTask, WorkTask> change) =>
        In(organisation, async services =>
        {
            var stored = await services.GetRequiredService<ITaskRepository>().Get(organisation.Id, taskId, CancellationToken.None);
            var saved = await services.GetRequiredService<TaskKeeper>().Save(stored, change(stored), CancellationToken.None);
            await services.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
            return saved;
        });

    /// <summary>Takes the run, and ends it.</summary>
    public static async Task End(Organisation organisation, Guid runId, WorkTaskStatus status, string? result = null, decimal? cost = null)
    {
        await Change(organisation, runId, run => run.Start(new TaskActor(ActorType.Agent, "worker"), 60, TimeProvider.System.GetUtcNow()));
        await Change(organisation, runId, run => run.Report(status, TimeProvider.System.GetUtcNow()) with { Result = result, CostUsd = cost });
    }

    /// <summary>Says something about a task, as a socket does.</summary>
    public static Task<MessageView> SayOfTask(Organisation organisation, Principal sender, Guid taskId, string message) =>
        In(organisation, services => services.GetRequiredService<IMediator>().Send(new SendTaskMessage(taskId, message)), sender);

    /// <summary>A work task of the board, made without asking.</summary>
    public static async Task<Guid> NewBoardTask(Organisation organisation, string ownerId, string? assigneeId)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into tasks (id, org_id, kind, title, status, owner_type, owner_id, assignee_type, assignee_id, created_at, updated_at)
            values (@id, @OrgId, 'work', 'Paint the hive', 'in_progress', 'agent', @ownerId, case when @assigneeId is not null then 'agent' end, @assigneeId, now(), now())
            """, new { id, OrgId = organisation.Id, ownerId, assigneeId });
        return id;
    }

    public static Principal Agent(Organisation organisation, string agentId) =>
        new() { OrgId = organisation.Id, AgentId = agentId, Role = OrgRole.Contributor, Tier = Tier.Pro };

    /// <summary>The payloads of a topic, in the order of their commits.</summary>
    public static async Task<IReadOnlyList<JsonElement>> News(Organisation organisation, string topic, string name)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var payloads = await connection.QueryAsync<string>(
            "select payload::text from stream_events where org_id = @Id and topic = @topic and name = @name order by tx, id", new { organisation.Id, topic, name });
        return [.. payloads.Select(payload => JsonSerializer.Deserialize<JsonElement>(payload))];
    }

    public static async Task<T> In<T>(Organisation organisation, Func<IServiceProvider, Task<T>> work, Principal? principal = null)
    {
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = principal ?? SystemPrincipal.Of(organisation.Id);
        return await work(scope.ServiceProvider);
    }
}
