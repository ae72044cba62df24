using Hivemind.Application.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The caller as tasks know owners, assignees and workers.</summary>
public static class TaskCallers
{
    public static TaskCaller TaskCaller(this CallContext call) => new(call.Caller.TaskActor(), call.Caller.IsAdmin);

    public static TaskActor TaskActor(this Principal principal) => principal.UserId is { } user
        ? new TaskActor(ActorType.User, user.ToString())
        : new TaskActor(ActorType.Agent, principal.AgentId ?? "");
}
