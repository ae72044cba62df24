using System.Text.RegularExpressions;

namespace Hivemind.Domain.People;

/// <summary>The name of an agent inside its organisation.</summary>
public static partial class AgentId
{
    public const string Rule = "1 to 255 letters, digits or . _ : @ / -, not beginning with user: and no reserved name.";

    // These stand for somebody else in provenance fields.
    private static readonly string[] Reserved = ["distillation", "auto_approve"];

    public static bool IsValid(string? text) =>
        text is not null && Form().IsMatch(text) && !text.StartsWith("user:", StringComparison.Ordinal) && !Reserved.Contains(text);

    [GeneratedRegex(@"\A[A-Za-z0-9._:@/-]{1,255}\z")]
    private static partial Regex Form();
}
