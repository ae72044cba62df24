using FluentValidation;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The fields of board and run that creating and changing a task check alike.</summary>
public interface ITaskFields
{
    string? Title { get; }
    string? Description { get; }
    string? Category { get; }
    int? ImpactPoints { get; }
    decimal? EstimatedHours { get; }
    string? Location { get; }
    int? TeamSize { get; }
    DateTimeOffset? DueDate { get; }
    IReadOnlyList<string>? RequiredSkills { get; }
    IReadOnlyList<Guid>? Dependencies { get; }
    string? DefinitionOfDone { get; }
    IReadOnlyList<string>? SuccessMetrics { get; }
    IReadOnlyList<string>? Deliverables { get; }
    IReadOnlyList<string>? ExternalRefs { get; }
}

internal sealed class TaskFieldRules : AbstractValidator<ITaskFields>
{
    private const int MaxImpact = 1_000_000;
    private const decimal MaxHours = 1_000_000;
    private const int MaxTeam = 10_000;
    private static readonly DateTimeOffset FirstDue = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastDue = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TaskFieldRules()
    {
        RuleFor(task => task.Title).Characters(1, WorkTask.MaxTitleLength);
        RuleFor(task => task.Description).Characters(0, WorkTask.MaxTextLength);
        RuleFor(task => task.Category).Characters(1, WorkTask.MaxLabelLength);
        RuleFor(task => task.ImpactPoints).InclusiveBetween(0, MaxImpact);
        RuleFor(task => task.EstimatedHours).InclusiveBetween(0, MaxHours);
        RuleFor(task => task.Location).Characters(0, WorkTask.MaxLabelLength);
        RuleFor(task => task.TeamSize).InclusiveBetween(1, MaxTeam);
        RuleFor(task => task.DueDate).InclusiveBetween(FirstDue, LastDue).WithMessage("1970-01-01 to 9999-01-01.");
        RuleFor(task => task.Dependencies).Must(HaveRoom).WithMessage(TooMany);
        RuleFor(task => task.DefinitionOfDone).Characters(0, WorkTask.MaxTextLength);
        Texts(task => task.RequiredSkills, nameof(ITaskFields.RequiredSkills));
        Texts(task => task.SuccessMetrics, nameof(ITaskFields.SuccessMetrics));
        Texts(task => task.Deliverables, nameof(ITaskFields.Deliverables));
        Texts(task => task.ExternalRefs, nameof(ITaskFields.ExternalRefs));
    }

    private static string TooMany { get; } = $"At most {WorkTask.MaxListLength}.";

    private void Texts(System.Linq.Expressions.Expression<Func<ITaskFields, IReadOnlyList<string>?>> member, string name)
    {
        RuleFor(member).Must(HaveRoom).WithMessage(TooMany);
        RuleFor(member)
            .Must(list => list is null || list.All(text => text is { Length: > 0 } && Domain.Common.Text.Length(text) <= WorkTask.MaxTitleLength))
            .WithMessage($"1 to {WorkTask.MaxTitleLength} characters each.").OverridePropertyName(name);
    }

    private static bool HaveRoom<T>(IReadOnlyList<T>? list) => list is null || list.Count <= WorkTask.MaxListLength;
}
