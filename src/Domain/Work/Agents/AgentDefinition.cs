using System.Text.RegularExpressions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Domain.Work.Agents;

/// <summary>A kind of agent that can execute runs, and how much of it there may be at once. The built-in ones never change.</summary>
public sealed partial record AgentDefinition
{
    public const int MaxDescriptionLength = 1000;
    public const int MinConcurrent = 1;
    public const int MaxMaxConcurrent = 10;
    public const int DefaultConcurrent = 3;
    public const int MinTimeoutSeconds = 60;
    public const int MaxTimeoutSeconds = 7 * 24 * 3600;
    public const int DefaultTimeoutSeconds = 600;
    public const int MaxPriority = 100;
    public const int DefaultPriority = 50;

    /// <summary>Null for a built-in one.</summary>
    public string? OrgId { get; init; }

    public required string Name { get; init; }
    public required AgentType AgentType { get; init; }
    public string Description { get; init; } = "";
    public int MaxConcurrent { get; init; } = DefaultConcurrent;
    public int TimeoutSeconds { get; init; } = DefaultTimeoutSeconds;

    /// <summary>Of runs of equal priority, those of the higher one go first.</summary>
    public int Priority { get; init; } = DefaultPriority;

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public int RowVersion { get; init; } = 1;

    public bool IsBuiltin => OrgId is null;

    public static bool IsName(string? text) => text is not null && NameForm().IsMatch(text);

    public void CheckCustom()
    {
        if (IsBuiltin)
            throw RuleException.InvalidState("A built-in agent cannot be changed.", "builtin");
    }

    [GeneratedRegex(@"\A[a-z0-9_-]{1,64}\z")]
    private static partial Regex NameForm();
}
