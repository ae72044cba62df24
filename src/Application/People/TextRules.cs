using System.Text.RegularExpressions;
using FluentValidation;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People;

/// <summary>Shapes that several requests share.</summary>
internal static partial class TextRules
{
    /// <summary>Counts Unicode characters; null passes, and blank does where 0 is allowed.</summary>
    public static IRuleBuilderOptions<T, string?> Characters<T>(this IRuleBuilder<T, string?> rule, int min, int max) =>
        rule.Must(text => text is null || (Text.Length(text) <= max && Text.Length(text) >= min && (min == 0 || !string.IsNullOrWhiteSpace(text))))
            .WithMessage($"{min} to {max} characters.");

    public static IRuleBuilderOptions<T, string?> Password<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is not null && Text.Length(text) is >= User.MinPasswordLength and <= User.MaxPasswordLength)
            .WithMessage($"{User.MinPasswordLength} to {User.MaxPasswordLength} characters.");

    /// <summary>Something at something, without spaces; null passes. Whether it exists only a mail could tell.</summary>
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || (text.Length <= User.MaxEmailLength && EmailForm().IsMatch(text))).WithMessage("An e-mail address.");

    public static IRuleBuilderOptions<T, string?> AgentId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(Domain.People.AgentId.IsValid).WithMessage(Domain.People.AgentId.Rule);

    [GeneratedRegex(@"\A[^@\s\p{C}]+@[^@\s\p{C}]+\z")]
    private static partial Regex EmailForm();
}
