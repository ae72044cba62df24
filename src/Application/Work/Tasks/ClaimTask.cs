using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The caller takes free work for itself; of several at once one gets it.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record ClaimTask(Guid Id) : ICommand<TaskView>;

internal sealed class ClaimTaskHandler(ITaskRepository tasks, TaskKeeper keeper, TaskNews news, CallContext call, TimeProvider time)
    : IRequestHandler<ClaimTask, TaskView>
{
    public async Task<TaskView> Handle(ClaimTask command, CancellationToken cancellationToken)
    {
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        var saved = await keeper.Save(task, task.ClaimBy(call.Caller.TaskActor(), time.Now()), cancellationToken);
        await news.Assigned(saved, call.Caller.ActorId, cancellationToken);
        return TaskView.Of(saved);
    }
}
