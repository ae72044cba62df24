namespace Hivemind.Domain.Work.Tasks;

/// <summary>Somebody who owns or does a task: a user by its UUID, an agent by its agent id.</summary>
public readonly record struct TaskActor(ActorType Type, string Id)
{
    /// <summary>The text form in provenance fields.</summary>
    public string ActorId => Type is ActorType.User ? $"user:{Id}" : Id;
}

/// <summary>Somebody who wants something of a task.</summary>
public readonly record struct TaskCaller(TaskActor Actor, bool IsAdmin);
