using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Takes a task away for everybody; what it cost stays in the figures.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record DeleteTask(Guid Id) : ICommand<Guid>;

internal sealed class DeleteTaskHandler(ITaskRepository tasks, TaskKeeper keeper, CallContext call, TimeProvider time) : IRequestHandler<DeleteTask, Guid>
{
    public async Task<Guid> Handle(DeleteTask command, CancellationToken cancellationToken)
    {
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        task.CheckOwner(call.TaskCaller());
        call.CheckVersion(task.RowVersion);

        await keeper.Save(task, task.Delete(time.Now()), cancellationToken);
        return task.Id;
    }
}
