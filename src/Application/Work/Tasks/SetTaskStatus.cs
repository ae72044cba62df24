using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Moves a task to where its kind may go from where it stands.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record SetTaskStatus(Guid Id, WorkTaskStatus Status) : ICommand<TaskView>;

internal sealed class SetTaskStatusHandler(ITaskRepository tasks, TaskKeeper keeper, CallContext call, TimeProvider time)
    : IRequestHandler<SetTaskStatus, TaskView>
{
    public async Task<TaskView> Handle(SetTaskStatus command, CancellationToken cancellationToken)
    {
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        call.CheckVersion(task.RowVersion);

        return TaskView.Of(await keeper.Save(task, task.SetStatus(command.Status, call.TaskCaller(), time.Now()), cancellationToken));
    }
}
