using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The tasks of the organisation that fit a filter, in one of several orders.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record ListTasks : IQuery<PageList<TaskRow>>
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;

    public WorkTaskKind? Kind { get; init; }
    public IReadOnlyList<WorkTaskStatus>? Statuses { get; init; }
    public TaskPriority? Priority { get; init; }
    public string? Category { get; init; }
    public string? Assignee { get; init; }
    public string? Owner { get; init; }
    public string? SessionId { get; init; }
    public string? Agent { get; init; }
    public Guid? ConversationId { get; init; }
    public string? FlowId { get; init; }
    public Guid? ParentTaskId { get; init; }

    /// <summary>Only what was created at this instant or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was created before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    public TaskSort SortBy { get; init; }
    public SortOrder SortOrder { get; init; }
    public int? Page { get; init; }
    public int PageSize { get; init; } = DefaultPageSize;
    public string? Cursor { get; init; }

    /// <summary>The statuses of a comma list; null for null.</summary>
    public static IReadOnlyList<WorkTaskStatus>? StatusesOf(string? list) => list?
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(text => EnumText.TryParse<WorkTaskStatus>(text, out var status)
            ? status
            : throw new ValidationFailedException("status", $"A comma list of: {string.Join(", ", EnumText.All<WorkTaskStatus>())}."))
        .Distinct().Order().ToList();
}

/// <summary>What a list of tasks can be ordered by. What has no value counts as the lowest.</summary>
public enum TaskSort
{
    CreatedAt,
    UpdatedAt,
    StartedAt,
    CompletedAt,
    DueDate,
    Priority,
    Status,
    Title,
    CostUsd,
    DurationSeconds,
}

/// <summary>From the highest to the lowest, or the other way.</summary>
public enum SortOrder
{
    Desc,
    Asc,
}

internal sealed class ListTasksValidator : AbstractValidator<ListTasks>
{
    public ListTasksValidator()
    {
        RuleFor(query => query.Page).GreaterThanOrEqualTo(1);
        RuleFor(query => query.PageSize).InclusiveBetween(1, ListTasks.MaxPageSize);
        RuleFor(query => query.Cursor).Null().When(query => query.Page is not null).WithMessage("Either page or cursor.");
    }
}

internal sealed class ListTasksHandler(ITaskQueries tasks, CallContext call) : IRequestHandler<ListTasks, PageList<TaskRow>>
{
    public async Task<PageList<TaskRow>> Handle(ListTasks query, CancellationToken cancellationToken)
    {
        object?[] filter =
        [
            "tasks", call.OrgId, query.Kind, query.Statuses, query.Priority, query.Category, query.Assignee, query.Owner, query.SessionId,
            query.Agent, query.ConversationId, query.FlowId, query.ParentTaskId, query.Since, query.Until, query.SortBy, query.SortOrder,
        ];
        var after = query.Cursor is null ? null : OpaqueText.Decode<TaskPlace>(query.Cursor, filter);
        if (after?.Fits(query.SortBy) is false)
            throw OpaqueText.Invalid();

        var number = after?.Page ?? query.Page ?? 1;

        var found = await tasks.List(call.OrgId, query, after, cancellationToken);
        var total = await tasks.Count(call.OrgId, query, cancellationToken);
        var page = found.Take(query.PageSize).ToList();
        var next = found.Count > page.Count ? OpaqueText.Encode(TaskPlace.Of(page[^1], query.SortBy, number + 1), filter) : null;
        return new([.. page.Select(task => new TaskRow(task))], total, number, query.PageSize, next);
    }
}
