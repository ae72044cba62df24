using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Any member stops a run that is not over; its worker learns it with its next call.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record StopTask(Guid Id) : ICommand<StoppedTask>;

/// <summary>The run as it was stopped.</summary>
public sealed record StoppedTask(bool Success, string Message, WorkTaskStatus Status);

internal sealed class StopTaskHandler(ITaskRepository tasks, TaskKeeper keeper, CallContext call, TimeProvider time)
    : IRequestHandler<StopTask, StoppedTask>
{
    public async Task<StoppedTask> Handle(StopTask command, CancellationToken cancellationToken)
    {
        var run = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        var stopped = await keeper.Save(run, run.Stop(time.Now()), cancellationToken);
        return new StoppedTask(Success: true, "The run was stopped.", stopped.Status);
    }
}
