using System.Globalization;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Where a page of tasks ended: the value that the list is ordered by, then time and id.</summary>
/// <param name="Value">As the database writes it.</param>
/// <param name="Page">The number of the page that begins here.</param>
public sealed record TaskPlace(string Value, DateTimeOffset Time, Guid Id, int Page)
{
    /// <summary>Titles are ordered by their beginning.</summary>
    public const int TitleLength = 100;

    private const string Lowest = "-infinity";

    public static TaskPlace Of(WorkTask task, TaskSort sort, int page) => new(ValueOf(task, sort), task.CreatedAt, task.Id, page);

    /// <summary>Whether the value is one that this order has; else somebody made the cursor up.</summary>
    public bool Fits(TaskSort sort) => sort switch
    {
        TaskSort.Title or TaskSort.Status => !Value.Contains('\0'),
        TaskSort.Priority => short.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        TaskSort.CostUsd => decimal.TryParse(Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        TaskSort.DurationSeconds => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => Value == Lowest || DateTimeOffset.TryParseExact(Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
    };

    private static string ValueOf(WorkTask task, TaskSort sort) => sort switch
    {
        TaskSort.UpdatedAt => Text(task.UpdatedAt),
        TaskSort.StartedAt => Text(task.StartedAt),
        TaskSort.CompletedAt => Text(task.CompletedAt),
        TaskSort.DueDate => Text(task.DueDate),
        TaskSort.Priority => ((int)task.Priority).ToString(CultureInfo.InvariantCulture),
        TaskSort.Status => EnumText.Of(task.Status),
        TaskSort.Title => Domain.Common.Text.Cut(task.Title, TitleLength),
        TaskSort.CostUsd => (task.CostUsd ?? -1).ToString(CultureInfo.InvariantCulture),
        TaskSort.DurationSeconds => (task.DurationSeconds ?? -1).ToString("R", CultureInfo.InvariantCulture),
        _ => Text(task.CreatedAt),
    };

    private static string Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? Lowest;
}
