using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>A worker asks for the next run it may do, and waits a while for one when it says so. Null when there is none.</summary>
/// <param name="Agents">Names of the catalogue that the worker serves; null for any.</param>
/// <param name="AgentTypes">Types of agent that it serves; null for any.</param>
/// <param name="LeaseSeconds">How long the worker may be silent; default 60.</param>
/// <param name="WaitSeconds">How long to wait for a run; default 0.</param>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record ClaimNextTask(
    IReadOnlyList<string>? Agents = null, IReadOnlyList<AgentType>? AgentTypes = null, int? LeaseSeconds = null, int? WaitSeconds = null)
    : ICommand<TaskView?>;

internal sealed class ClaimNextTaskValidator : AbstractValidator<ClaimNextTask>
{
    private const int MaxWaitSeconds = 25;

    public ClaimNextTaskValidator()
    {
        RuleFor(command => command.Agents).Must(names => names is null || names.Count <= WorkTask.MaxListLength).WithMessage("Too many names.");
        RuleFor(command => command.LeaseSeconds).InclusiveBetween(RunMoves.MinLeaseSeconds, RunMoves.MaxLeaseSeconds);
        RuleFor(command => command.WaitSeconds).InclusiveBetween(0, MaxWaitSeconds);
    }
}

internal sealed class ClaimNextTaskHandler(
    IRunClaims claims, IRunArrivals arrivals, TaskKeeper keeper, IUnitOfWork unitOfWork, CallContext call, TimeProvider time)
    : IRequestHandler<ClaimNextTask, TaskView?>
{
    // What a ring does not tell of, such as a raised limit, is found by looking.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public async Task<TaskView?> Handle(ClaimNextTask command, CancellationToken cancellationToken)
    {
        var end = time.Now().AddSeconds(command.WaitSeconds ?? 0);
        using var watch = arrivals.Watch(call.OrgId);
        while (true)
        {
            var arrival = watch.Next;
            if (await claims.Next(call.OrgId, command, cancellationToken) is { } run)
                return await Start(run, command, cancellationToken);

            await unitOfWork.Rollback(); // nothing is held while it waits
            var left = end - time.Now();
            if (left <= TimeSpan.Zero || !await watch.Wait(arrival, left < Poll ? left : Poll, cancellationToken))
                return null;
        }
    }

    private async Task<TaskView> Start(WorkTask run, ClaimNextTask command, CancellationToken cancellationToken)
    {
        var started = run.Start(call.Caller.TaskActor(), command.LeaseSeconds ?? RunMoves.DefaultLeaseSeconds, time.Now());
        return TaskView.Of(await keeper.Save(run, started, cancellationToken));
    }
}
