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
    }

    public string? DefinitionOfDone { get; init; }
    public IReadOnlyList<string> SuccessMetrics { get; init; } = [];
    public IReadOnlyList<string> Deliverables { get; init; } = [];
    public string? Result { get; init; }
    public JsonElement? SourceMetadata { get; init; }

    /// <summary>The id once more, of a run just made; else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? TaskId { get; init; }

    public static TaskView Of(WorkTask task) => new(task);
}
