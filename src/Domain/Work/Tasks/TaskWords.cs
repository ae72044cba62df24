namespace Hivemind.Domain.Work.Tasks;

/// <summary>Who does it: people at the board, or an agent on its own.</summary>
public enum WorkTaskKind
{
    Work,
    Run,
}

/// <summary>Where a task stands; which of them a task can have depends on its kind.</summary>
public enum WorkTaskStatus
{
    Draft,
    Available,
    InProgress,
    Queued,
    Running,
    WaitingInput,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>How soon a task wants to be done, from the first to the last.</summary>
public enum TaskPriority
{
    Urgent,
    High,
    Medium,
    Low,
}

/// <summary>What kind of agent can execute a run.</summary>
public enum AgentType
{
    Planning,
    Executor,
    CodeImplementation,
    QuestionAsking,
    Consultation,
    Custom,
}

/// <summary>Where a run came from.</summary>
public enum RunSource
{
    Dashboard,
    Webhook,
    Api,
    Automation,
}

/// <summary>Whether the worker said what a run cost, or the prices did.</summary>
public enum CostSource
{
    Reported,
    Computed,
}

/// <summary>Whether a person or an agent owns or does a task.</summary>
public enum ActorType
{
    User,
    Agent,
}
