using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The worker of a run is still there. The answer tells it of a cancellation, and what was answered to its question.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record HeartbeatTask(Guid Id, int? LeaseSeconds) : ICommand<TaskHeartbeat>;

/// <summary>How the worker holds the run now.</summary>
/// <param name="LeaseExpiresAt">Null while the run waits for input, and when it was cancelled.</param>
/// <param name="LastInput">The last answer to a question of the run.</param>
public sealed record TaskHeartbeat(Guid TaskId, WorkTaskStatus Status, DateTimeOffset? LeaseExpiresAt, string? LastInput);

internal sealed class HeartbeatTaskValidator : AbstractValidator<HeartbeatTask>
{
    public HeartbeatTaskValidator() =>
        RuleFor(command => command.LeaseSeconds).InclusiveBetween(RunMoves.MinLeaseSeconds, RunMoves.MaxLeaseSeconds);
}

internal sealed class HeartbeatTaskHandler(ITaskRepository tasks, CallContext call, TimeProvider time) : IRequestHandler<HeartbeatTask, TaskHeartbeat>
{
    public async Task<TaskHeartbeat> Handle(HeartbeatTask command, CancellationToken cancellationToken)
    {
        var run = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        var renewed = run.Beat(call.TaskCaller(), command.LeaseSeconds, time.Now());
        await tasks.SaveLease(renewed, cancellationToken);
        return new TaskHeartbeat(renewed.Id, renewed.Status, renewed.LeaseExpiresAt, renewed.LastInput);
    }
}
