using Hivemind.Domain.Knowledge;

namespace Hivemind.Domain.People;

/// <summary>What a policy may be about: <c>namespace:org</c>, <c>category:name</c> or <c>item:uuid</c>.</summary>
public static class PolicyTarget
{
    public const string Rule = "namespace:<organisation>, category:<category> or item:<uuid>.";

    /// <summary>The one spelling under which the target is stored and matched; false when it names nothing.</summary>
    public static bool TryNormalize(string? text, out string target)
    {
        target = "";
        if (text?.Split(':', 2) is not [var level, var name])
            return false;

        target = level switch
        {
            "namespace" when name.Length is >= 1 and <= 255 => text,
            "category" when KnowledgeCategories.TryParse(name, out _) => text,
            "item" when Guid.TryParseExact(name, "D", out var id) => $"item:{id}",
            _ => "",
        };

        return target.Length > 0;
    }
}

/// <summary>What a policy grants at its level; <c>none</c> denies everything there.</summary>
public enum PolicyAction
{
    Read,
    Write,
    Review,
    Manage,
    None,
}
