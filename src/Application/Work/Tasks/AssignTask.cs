using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Application.People.Users;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Gives work on the board to a user or an agent; what is under way goes on with the new one.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record AssignTask(Guid Id, Guid? UserId, string? AgentId) : ICommand<TaskView>;

internal sealed class AssignTaskValidator : AbstractValidator<AssignTask>
{
    public AssignTaskValidator()
    {
        RuleFor(command => command.AgentId).AgentId().When(command => command.AgentId is not null);
        RuleFor(command => command.UserId).Must((command, user) => user is null != command.AgentId is null).WithMessage("Either user_id or agent_id.");
    }
}

internal sealed class AssignTaskHandler(
    ITaskRepository tasks, TaskKeeper keeper, TaskNews news, IUserQueries users, CallContext call, TimeProvider time)
    : IRequestHandler<AssignTask, TaskView>
{
    public async Task<TaskView> Handle(AssignTask command, CancellationToken cancellationToken)
    {
        var task = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        task.CheckOwner(call.TaskCaller());

        var saved = await keeper.Save(task, task.Assign(await AssigneeOf(command, cancellationToken), time.Now()), cancellationToken);
        await news.Assigned(saved, call.Caller.ActorId, cancellationToken);
        return TaskView.Of(saved);
    }

    private async Task<TaskActor> AssigneeOf(AssignTask command, CancellationToken cancellationToken)
    {
        if (command.UserId is not { } id)
            return new TaskActor(ActorType.Agent, command.AgentId ?? "");

        return await users.Find(call.OrgId, id, cancellationToken) is { IsActive: true }
            ? new TaskActor(ActorType.User, id.ToString())
            : throw new ValidationFailedException("user_id", "No active user of the organisation.");
    }
}
