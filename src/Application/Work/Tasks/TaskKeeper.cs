using Hivemind.Application.Work.Agents;
using Hivemind.Application.Work.Costs;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The one way in which tasks are stored: whoever changes one, live clients, observers, catalogue and scores follow.</summary>
public sealed class TaskKeeper(
    ITaskRepository tasks, IAgentRepository agents, RunCosts costs, TaskNews news, IEnumerable<ITaskObserver> observers)
{
    public async Task Add(WorkTask task, CancellationToken cancellationToken)
    {
        await tasks.Add(task, cancellationToken);
        await news.Changed(task, cancellationToken);
        await Follow(task, null, cancellationToken);
    }

    /// <summary>Saves what a command made of a task and returns it as the next version.</summary>
    public async Task<WorkTask> Save(WorkTask before, WorkTask after, CancellationToken cancellationToken)
    {
        var saved = await tasks.Save(await costs.Apply(before, after, cancellationToken), cancellationToken);
        await news.Changed(saved, cancellationToken);

        if (saved.Status != before.Status)
            await Follow(saved, before.Status, cancellationToken);

        return saved;
    }

    private async Task Follow(WorkTask task, WorkTaskStatus? before, CancellationToken cancellationToken)
    {
        if (task is { IsRun: true, AssignedAgent: { } agent })
            await agents.NoteChange(task.OrgId, agent, cancellationToken);

        if (task is { IsRun: false, Status: WorkTaskStatus.Completed, AssigneeType: ActorType.User, AssigneeId: { } user, ImpactPoints: > 0 })
            await tasks.AddImpact(task.OrgId, user, task.ImpactPoints, cancellationToken);

        foreach (var observer in observers)
            await observer.Changed(new TaskChange(task, before), cancellationToken);
    }
}
