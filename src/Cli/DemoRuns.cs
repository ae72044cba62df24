using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Cli;

/// <summary>Runs of the demo as if they had been: claimed, with output, finished with figures.</summary>
internal sealed class DemoRuns(DemoScript script, Random random, ITaskRepository tasks, IRunOutput output, string orgId, string flow)
{
    /// <summary>A run that was asked for at a time, and how it ended.</summary>
    public async Task Add(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (agent, ask) = (script.Agents[random.Next(script.Agents.Count)], random.Next(script.Asks.Count));
        var run = new WorkTask
        {
            Id = Guid.CreateVersion7(at),
            OrgId = orgId,
            Kind = WorkTaskKind.Run,
            Title = script.Asks[ask],
            InputMessage = script.Asks[ask],
            Status = WorkTaskStatus.Queued,
            OwnerType = ActorType.Agent,
            OwnerId = "ops-agent",
            AssignedAgent = agent,
            AgentType = JsonSerializer.Deserialize<AgentType>($"\"{agent}\"", WireJson.Options),
            Source = (RunSource)random.Next(4),
            FlowId = flow,
            CreatedAt = at,
            UpdatedAt = at,
        };
        await tasks.Add(run, cancellationToken);

        run = run.Start(new TaskActor(ActorType.Agent, $"worker-{1 + random.Next(3)}"), RunMoves.DefaultLeaseSeconds, at.AddSeconds(1 + random.Next(30)));
        run = await Say(await tasks.Save(run, cancellationToken), cancellationToken);
        await tasks.Save(End(run, ask), cancellationToken);
    }

    private async Task<WorkTask> Say(WorkTask run, CancellationToken cancellationToken)
    {
        var at = run.StartedAt ?? run.CreatedAt;
        foreach (var step in Enumerable.Range(0, 4 + random.Next(6)))
        {
            var content = script.Steps[step % script.Steps.Count].Replace("{n}", $"{random.Next(1, 400)}", StringComparison.Ordinal) + "\n";
            at = at.AddSeconds(1 + random.Next(6));
            run = run.Write(content, null, at);
            await output.Append(run, new TaskOutputChunk(run.OutputSeq, content, at), cancellationToken);
        }

        return run;
    }

    private WorkTask End(WorkTask run, int ask)
    {
        var at = run.UpdatedAt.AddSeconds(20 + random.Next(240));
        var (input, written) = (2_000L + random.Next(30_000), 300L + random.Next(4_000));
        var told = run with
        {
            Model = script.Models[random.Next(script.Models.Count)],
            Tokens = new Dictionary<string, long> { ["input"] = input, ["output"] = written },
            InputTokens = input,
            OutputTokens = written,
            CostUsd = Math.Round((input * 0.000005m) + (written * 0.000025m), 6),
            CostSource = CostSource.Reported,
        };
        return random.Next(12) switch
        {
            0 => told.Report(WorkTaskStatus.Failed, at) with { Error = "The log of the job could not be read.", ErrorCode = "NO_INPUT" },
            1 => told.Stop(at),
            _ => told.Report(WorkTaskStatus.Completed, at) with { Result = script.Results[ask] },
        };
    }
}
