using System.Text.Json;
using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>A task whole: everything about it but how its worker holds it.</summary>
public sealed record TaskView : TaskRow, IVersioned
{
    [JsonConstructor]
    public TaskView()
    {
    }

    private TaskView(WorkTask task) : base(task)
    {
        DefinitionOfDone = task.DefinitionOfDone;
        SuccessMetrics = task.SuccessMetrics;
        Deliverables = task.Deliverables;
        Result = task.Result;
        SourceMetadata = task.SourceMetadata;
        CausedByEventId = task.CausedByEventId;
    }

    [JsonPropertyOrder(1)]
    public string? DefinitionOfDone { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> SuccessMetrics { get; init; } = [];

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Deliverables { get; init; } = [];

    [JsonPropertyOrder(1)]
    public string? Result { get; init; }

    [JsonPropertyOrder(1)]
    public JsonElement? SourceMetadata { get; init; }

    /// <summary>The event that led to it, where one did.</summary>
    [JsonPropertyOrder(1)]
    public Guid? CausedByEventId { get; init; }

    /// <summary>The id once more, of a run just made; else absent.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? TaskId { get; init; }

    public static TaskView Of(WorkTask task) => new(task);
}
