using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Hivemind.Domain.Work.Costs;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>What to change of a task; what is left out stays, and null clears what can be empty.</summary>
public sealed record TaskChanges : ITaskFields
{
    private static readonly string[] WorkerFields =
    [
        nameof(Status), nameof(Result), nameof(Error), nameof(ErrorCode), nameof(Model), nameof(Tokens), nameof(InputTokens),
        nameof(OutputTokens), nameof(CostUsd), nameof(ExternalRefs),
    ];

    private readonly HashSet<string> _given = [];

    public string? Title { get; init => field = Given(value); }
    public string? Description { get; init => field = Given(value); }
    public TaskPriority? Priority { get; init => field = Given(value); }
    public string? Category { get; init => field = Given(value); }
    public int? ImpactPoints { get; init => field = Given(value); }
    public decimal? EstimatedHours { get; init => field = Given(value); }
    public string? Location { get; init => field = Given(value); }
    public int? TeamSize { get; init => field = Given(value); }
    public DateTimeOffset? DueDate { get; init => field = Given(value); }
    public IReadOnlyList<string>? RequiredSkills { get; init => field = Given(value); }
    public IReadOnlyList<Guid>? Dependencies { get; init => field = Given(value); }
    public string? DefinitionOfDone { get; init => field = Given(value); }
    public IReadOnlyList<string>? SuccessMetrics { get; init => field = Given(value); }
    public IReadOnlyList<string>? Deliverables { get; init => field = Given(value); }

    public WorkTaskStatus? Status { get; init => field = Given(value); }
    public string? Result { get; init => field = Given(value); }
    public string? Error { get; init => field = Given(value); }
    public string? ErrorCode { get; init => field = Given(value); }
    public string? Model { get; init => field = Given(value); }

    /// <summary>Tokens by kind: input, output, cached_input, reasoning, and others; the kinds do not overlap.</summary>
    public IReadOnlyDictionary<string, long>? Tokens { get; init => field = Given(value); }

    public long? InputTokens { get; init => field = Given(value); }
    public long? OutputTokens { get; init => field = Given(value); }

    /// <summary>What the run cost, when its worker knows; else the prices tell.</summary>
    public decimal? CostUsd { get; init => field = Given(value); }

    public IReadOnlyList<string>? ExternalRefs { get; init => field = Given(value); }

    /// <summary>Whether anything is given that belongs to the owner.</summary>
    [JsonIgnore]
    public bool TouchesTask => _given.Any(name => !WorkerFields.Contains(name));

    /// <summary>Whether anything is given that belongs to the worker of a run.</summary>
    [JsonIgnore]
    public bool TouchesRun => _given.Overlaps(WorkerFields);

    /// <summary>Whether anything is given that only a run has.</summary>
    [JsonIgnore]
    public bool ReportsRun => _given.Any(name => name != nameof(Status) && WorkerFields.Contains(name));

    internal WorkTask EditTask(WorkTask task, DateTimeOffset now) => task with
    {
        Title = Title ?? task.Title,
        Description = Pick(Description, task.Description, nameof(Description)),
        Priority = Priority ?? task.Priority,
        Category = Pick(Category, task.Category, nameof(Category)),
        ImpactPoints = ImpactPoints ?? task.ImpactPoints,
        EstimatedHours = Pick(EstimatedHours, task.EstimatedHours, nameof(EstimatedHours)),
        Location = Pick(Location, task.Location, nameof(Location)),
        TeamSize = Pick(TeamSize, task.TeamSize, nameof(TeamSize)),
        DueDate = Pick(DueDate, task.DueDate, nameof(DueDate)),
        RequiredSkills = RequiredSkills?.ToArray() ?? task.RequiredSkills,
        Dependencies = Dependencies?.ToArray() ?? task.Dependencies,
        DefinitionOfDone = Pick(DefinitionOfDone, task.DefinitionOfDone, nameof(DefinitionOfDone)),
        SuccessMetrics = SuccessMetrics?.ToArray() ?? task.SuccessMetrics,
        Deliverables = Deliverables?.ToArray() ?? task.Deliverables,
        UpdatedAt = now,
    };

    internal WorkTask EditRun(WorkTask run, DateTimeOffset now)
    {
        var use = TokenUse.Of(Tokens, InputTokens, OutputTokens);
        return run with
        {
            Result = Pick(Result, run.Result, nameof(Result)),
            Error = Pick(Error, run.Error, nameof(Error)),
            ErrorCode = Pick(ErrorCode, run.ErrorCode, nameof(ErrorCode)),
            Model = Pick(Model, run.Model, nameof(Model)),
            Tokens = use?.Kinds ?? run.Tokens,
            InputTokens = use?.InputTokens ?? run.InputTokens,
            OutputTokens = use?.OutputTokens ?? run.OutputTokens,
            CostUsd = CostUsd ?? run.CostUsd,
            CostSource = CostUsd is null ? run.CostSource : Domain.Work.Tasks.CostSource.Reported,
            ExternalRefs = ExternalRefs?.ToArray() ?? run.ExternalRefs,
            UpdatedAt = now,
        };
    }

    private T? Pick<T>(T? given, T? stored, string name) => _given.Contains(name) ? given : stored;

    private T Given<T>(T value, [CallerMemberName] string name = "")
    {
        _given.Add(name);
        return value;
    }
}
