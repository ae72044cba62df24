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

        var output = scope.ServiceProvider.GetRequiredService<IRunOutput>();
        for (var hour = Days * 24; hour > 0; hour -= 1 + _random.Next(8))
            await Finish(tasks, output, now.AddHours(-hour), cancellationToken);

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

    private async Task Finish(ITaskRepository tasks, IRunOutput output, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (agent, ask) = (_script.Agents[_random.Next(_script.Agents.Count)], _random.Next(_script.Asks.Count));
        var run = new WorkTask
        {
            Id = Guid.CreateVersion7(at),
            OrgId = orgId,
            Kind = WorkTaskKind.Run,
            Title = _script.Asks[ask],
            InputMessage = _script.Asks[ask],
            Status = WorkTaskStatus.Queued,
            OwnerType = ActorType.Agent,
            OwnerId = "ops-agent",
            AssignedAgent = agent,
            AgentType = JsonSerializer.Deserialize<AgentType>($"\"{agent}\"", WireJson.Options),
            Source = (RunSource)_random.Next(4),
            FlowId = Flow,
            CreatedAt = at,
            UpdatedAt = at,
        };
        await tasks.Add(run, cancellationToken);

        run = run.Start(new TaskActor(ActorType.Agent, $"worker-{1 + _random.Next(3)}"), RunMoves.DefaultLeaseSeconds, at.AddSeconds(1 + _random.Next(30)));
        run = await Say(output, await tasks.Save(run, cancellationToken), cancellationToken);
        await tasks.Save(End(run, ask), cancellationToken);
    }

    private async Task<WorkTask> Say(IRunOutput output, WorkTask run, CancellationToken cancellationToken)
    {
        var at = run.StartedAt ?? run.CreatedAt;
        foreach (var step in Enumerable.Range(0, 4 + _random.Next(6)))
        {
            var content = _script.Steps[step % _script.Steps.Count].Replace("{n}", $"{_random.Next(1, 400)}", StringComparison.Ordinal) + "\n";
            at = at.AddSeconds(1 + _random.Next(6));
            run = run.Write(content, null, at);
            await output.Append(run, new TaskOutputChunk(run.OutputSeq, content, at), cancellationToken);
        }

        return run;
    }

    private WorkTask End(WorkTask run, int ask)
    {
        var at = run.UpdatedAt.AddSeconds(20 + _random.Next(240));
        var (input, written) = (2_000L + _random.Next(30_000), 300L + _random.Next(4_000));
        var told = run with
        {
            Model = _script.Models[_random.Next(_script.Models.Count)],
            Tokens = new Dictionary<string, long> { ["input"] = input, ["output"] = written },
            InputTokens = input,
            OutputTokens = written,
            CostUsd = Math.Round((input * 0.000005m) + (written * 0.000025m), 6),
            CostSource = CostSource.Reported,
        };
        return _random.Next(12) switch
        {
            0 => told.Report(WorkTaskStatus.Failed, at) with { Error = "The log of the job could not be read.", ErrorCode = "NO_INPUT" },
            1 => told.Stop(at),
            _ => told.Report(WorkTaskStatus.Completed, at) with { Result = _script.Results[ask] },
        };
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
