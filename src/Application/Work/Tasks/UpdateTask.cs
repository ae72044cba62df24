using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Costs;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The owner changes what is to be done; the worker of a run reports how it went, all in one step.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record UpdateTask(Guid Id, TaskChanges Changes) : ICommand<TaskView>;

internal sealed class UpdateTaskValidator : AbstractValidator<UpdateTask>
{
    public const int MaxResultLength = 1_000_000;
    private const int MaxErrorCodeLength = 100;
    private static readonly TaskFieldRules Fields = new();

    public UpdateTaskValidator()
    {
        RuleFor(command => command.Changes).Custom((changes, context) => Fields.Validate(changes).Errors.ForEach(context.AddFailure));
        RuleFor(command => command.Changes.Result).Characters(0, MaxResultLength).OverridePropertyName("Result");
        RuleFor(command => command.Changes.Error).Characters(0, WorkTask.MaxTextLength).OverridePropertyName("Error");
        RuleFor(command => command.Changes.ErrorCode).Characters(1, MaxErrorCodeLength).OverridePropertyName("ErrorCode");
        RuleFor(command => command.Changes.Model).Characters(1, WorkTask.MaxLabelLength).OverridePropertyName("Model");
        RuleFor(command => command.Changes.CostUsd).InclusiveBetween(0, CostCalculator.MaxCost).OverridePropertyName("CostUsd");
    }
}

internal sealed class UpdateTaskHandler(ITaskRepository tasks, TaskKeeper keeper, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateTask, TaskView>
{
    public async Task<TaskView> Handle(UpdateTask command, CancellationToken cancellationToken)
    {
        var (changes, now) = (command.Changes, time.Now());
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        if (changes.TouchesTask || !changes.TouchesRun)
            task.CheckOwner(call.TaskCaller());

        call.CheckVersion(task.RowVersion);
        var edited = changes.TouchesTask ? changes.EditTask(task, now) : task;
        if (changes.TouchesRun)
            edited = Report(edited, changes, now);

        return TaskView.Of(await keeper.Save(task, edited, cancellationToken));
    }

    private WorkTask Report(WorkTask task, TaskChanges changes, DateTimeOffset now)
    {
        if (!task.IsRun && changes is { Status: { } column, ReportsRun: false })
            return task.SetStatus(column, call.TaskCaller(), now);

        task.CheckWorker(call.TaskCaller(), now);
        var run = changes.EditRun(task, now);
        return (changes.Status is { } next ? run.Report(next, now) : run).RenewLease(null, now);
    }
}
