using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Work.Conversations;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Conversations;
using Hivemind.Domain.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Cli;

/// <summary>
/// Two weeks of work as if they had been: cards on the board, runs with output and costs, conversations. One transaction, so that
/// there is all of it or nothing. A flow id marks it.
/// </summary>
internal sealed class DemoWork(CommandHost host, string orgId, TimeProvider time)
{
    private const string Flow = "demo:work";
    private const int Days = 14;

    private readonly DemoScript _script = DemoScript.Read();
    private readonly Random _random = new(11);

    /// <summary>Whether anything was added.</summary>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        var known = await host.Send(orgId, new ListTasks { FlowId = Flow, PageSize = 1 }, cancellationToken);
        if (known.Total > 0)
            return false;

        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(orgId);
        var tasks = scope.ServiceProvider.GetRequiredService<ITaskRepository>();
        var now = time.Now();

        foreach (var (card, index) in _script.Cards.Select((card, index) => (card, index)))
            await Put(tasks, card, now.AddHours(-7 * (index + 1)), cancellationToken);

        var runs = new DemoRuns(_script, _random, tasks, scope.ServiceProvider.GetRequiredService<IRunOutput>(), orgId, Flow);
        for (var hour = Days * 24; hour > 0; hour -= 1 + _random.Next(8))
            await runs.Add(now.AddHours(-hour), cancellationToken);

        var conversations = scope.ServiceProvider.GetRequiredService<IConversationRepository>();
        foreach (var chat in _script.Chats)
            await Talk(conversations, chat, now.AddHours(-_random.Next(2, 30)), cancellationToken);

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(cancellationToken);
        return true;
    }

    private async Task Put(ITaskRepository tasks, DemoCard card, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var task = new WorkTask
        {
            Id = Guid.CreateVersion7(at),
            OrgId = orgId,
            Kind = WorkTaskKind.Work,
            Title = card.Title,
            Description = card.Description,
            Status = card.Status is WorkTaskStatus.Draft ? WorkTaskStatus.Draft : WorkTaskStatus.Available,
            Priority = card.Priority,
            Category = card.Category,
            OwnerType = ActorType.Agent,
            OwnerId = card.Owner,
            ImpactPoints = card.Points,
            FlowId = Flow,
            CreatedAt = at,
            UpdatedAt = at,
        };
        await tasks.Add(task, cancellationToken);
        if (task.Status == card.Status)
            return;

        if (card.Assignee is { } assignee)
            task = task.ClaimBy(new TaskActor(ActorType.Agent, assignee), at.AddHours(1));

        await tasks.Save(card.Status is WorkTaskStatus.InProgress ? task : task.PutTo(card.Status, at.AddHours(3)), cancellationToken);
    }

    private async Task Talk(IConversationRepository conversations, DemoChat chat, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(at),
            OrgId = orgId,
            Kind = ConversationKind.Agent,
            Title = chat.Title,
            AgentType = AgentType.Planning,
            OwnerId = "ops-agent",
            CreatedAt = at,
            UpdatedAt = at,
        };
        await conversations.Add(conversation, cancellationToken);
        foreach (var said in chat.Said)
        {
            at = at.AddMinutes(1);
            var role = JsonSerializer.Deserialize<MessageRole>($"\"{said[0]}\"", WireJson.Options);
            await conversations.AddMessage(
                new Message
                {
                    Id = Guid.CreateVersion7(at),
                    OrgId = orgId,
                    ConversationId = conversation.Id,
                    Role = role,
                    Content = said[1],
                    SenderId = role is MessageRole.User ? "ops-agent" : "worker-1",
                    CreatedAt = at,
                },
                cancellationToken);
        }
    }
}
