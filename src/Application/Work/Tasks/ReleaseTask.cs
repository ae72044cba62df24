using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Puts work that is under way back on the board for others.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record ReleaseTask(Guid Id) : ICommand<TaskView>;

internal sealed class ReleaseTaskHandler(ITaskRepository tasks, TaskKeeper keeper, TaskNews news, CallContext call, TimeProvider time)
    : IRequestHandler<ReleaseTask, TaskView>
{
    public async Task<TaskView> Handle(ReleaseTask command, CancellationToken cancellationToken)
    {
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        task.CheckParticipant(call.TaskCaller());

        var saved = await keeper.Save(task, task.Release(time.Now()), cancellationToken);
        await news.Assigned(saved, call.Caller.ActorId, cancellationToken);
        return TaskView.Of(saved);
    }
}
