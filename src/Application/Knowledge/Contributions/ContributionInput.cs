using FluentValidation;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>What an agent offers to the commons. It is cleaned before anything of it is stored.</summary>
public sealed record ContributionInput
{
    /// <summary>What was learnt, 10 to 65,536 characters.</summary>
    public required string Content { get; init; }

    /// <summary>At most 200 characters; without one the beginning of the content is shown.</summary>
    public string? Title { get; init; }

    public required KnowledgeCategory Category { get; init; }

    /// <summary>How sure the agent is, 0 to 1; 0.8 when left out.</summary>
    public double? Confidence { get; init; }

    public string? Framework { get; init; }

    public string? Language { get; init; }

    public string? Version { get; init; }

    /// <summary>At most 20 of at most 50 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The agent's own run, for provenance.</summary>
    public string? RunId { get; init; }
}

internal sealed class ContributionInputValidator : AbstractValidator<ContributionInput>
{
    public ContributionInputValidator()
    {
        RuleFor(input => input.Content).ContentLength();
        RuleFor(input => input.Title).AtMost(KnowledgeTitle.MaxLength);
        RuleFor(input => input.Category).IsInEnum();
        RuleFor(input => input.Confidence).InclusiveBetween(0, 1).WithMessage("0 to 1.");
        RuleFor(input => input.Framework).AtMost(ContributionShape.MaxFramework);
        RuleFor(input => input.Language).AtMost(ContributionShape.MaxLanguage);
        RuleFor(input => input.Version).AtMost(ContributionShape.MaxVersion);
        RuleFor(input => input.RunId).AtMost(ContributionShape.MaxRunId);
        RuleFor(input => input.Tags).TagList();
    }
}

/// <summary>Lengths are counted in code points, and no message repeats what was sent.</summary>
internal static class ContributionRules
{
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.Must(text => text is null || Text.Length(text) <= length).WithMessage($"At most {length} characters.");

    public static IRuleBuilderOptions<T, string?> ContentLength<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Text.Length(text) is >= ContributionShape.MinContent and <= ContributionShape.MaxContent)
            .WithMessage($"{ContributionShape.MinContent} to {ContributionShape.MaxContent} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> TagList<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(tags => tags is null || (tags.Count <= ContributionShape.MaxTags && tags.All(IsTag)))
            .WithMessage($"At most {ContributionShape.MaxTags} tags of 1 to {ContributionShape.MaxTag} characters.");

    private static bool IsTag(string? tag) => tag is { Length: > 0 } && Text.Length(tag) <= ContributionShape.MaxTag;
}
